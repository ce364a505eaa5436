/** Discord's limits that its published specification leaves out or has too high; sources: its documentation. */
export const LIMITS = {
  /** resources/message, Create Message; the specification's 4,000 hold for paying people only. */
  content: 2_000,
  /** resources/message, Embed Limits: all text of all embeds of a message. */
  embedText: 6_000,
  /** components/reference, Legacy Message Component Behavior. */
  rows: 5,
  /** components/reference, Action Row. */
  buttonsInRow: 5,
  /** components/reference: components of a message in all, nested ones too. */
  components: 40,
  /** All Text Displays of a message; not in Discord's reference, stated by discord.js's guide. */
  displayText: 4_000,
  /** interactions/receiving-and-responding, Modal. */
  modalParts: 5,
  /** interactions/application-commands, Application Command Option Choice. */
  choiceValue: 100,
  /** interactions/application-commands: names, descriptions and values of one command. */
  commandText: 8_000,
  /** interactions/application-commands, by type: chat input, user, message. */
  commands: { 1: 100, 2: 15, 3: 15 },
  /** resources/message: files of one message. */
  files: 10,
} as const satisfies Readonly<Record<string, number | Readonly<Record<number, number>>>>;
