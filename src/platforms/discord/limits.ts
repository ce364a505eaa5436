/**
 * Every limit of Discord that this platform keeps, as named numbers; lengths in UTF-16 units, which
 * are never fewer than what Discord counts. Unless a line says otherwise the source is Discord's own
 * reference (docs.discord.com/developers: components/reference, interactions/receiving-and-responding,
 * interactions/application-commands, resources/message, resources/channel), read in August 2026.
 */
export const LIMITS = {
  message: {
    /** Components of a message, nested ones and accessories included. */
    components: 40,
    /** Characters over all text displays of a message; measured by the libraries, not in the reference. */
    text: 4000,
    /** Characters of a message without components, as bots may send it. */
    content: 2000,
    files: 10,
    /** Bytes of one attachment where nobody boosts the server (10 MiB). */
    fileBytes: 10 * 1024 * 1024,
    /** Characters of a nonce, which `enforce_nonce` compares. */
    nonce: 25,
  },
  row: { buttons: 5 },
  button: {
    label: 80,
    /** From Discord's OpenAPI specification; the reference names no length. */
    url: 512,
  },
  customId: 100,
  /** Ours: what is left of a `custom_id` when `distinct` has told it from its equals. */
  ticket: 96,
  select: { options: 25, label: 100, value: 100, description: 100, placeholder: 150 },
  section: { texts: 3 },
  thumbnail: {
    /** From Discord's OpenAPI specification. */
    url: 2048,
    alt: 1024,
  },
  /** Of an attachment's name: ours, far below what file systems take. */
  fileName: 100,
  modal: {
    title: 45,
    parts: 5,
    label: 45,
    description: 100,
    input: 4000,
    placeholder: 100,
  },
  command: { name: 32, description: 100, options: 25, choices: 25, all: 8000 },
  autocomplete: {
    choices: 25,
    name: 100,
    /** The reference's number; the specification would take 6,000. */
    value: 100,
  },
  thread: { name: 100 },
  interaction: {
    /** Milliseconds until the first response must have arrived. */
    acknowledge: 3000,
    /** Milliseconds for which an interaction's token answers. */
    token: 15 * 60 * 1000,
    /** Follow-up messages where the app is installed by a user alone (error 40094). */
    followups: 5,
  },
} as const;
