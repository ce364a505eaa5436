/**
 * Every limit of Slack's that we draw against, in UTF-16 units or items. Where no source is named:
 * the doc comments of @slack/types 3.2.0 and the Block Kit reference (docs.slack.dev).
 */
export const LIMITS = {
  /** `blocks` of a message, and of a modal or home page. */
  blocks: { message: 50, view: 100 },
  section: 3000,
  header: 150,
  /** A text object of a context block. */
  context: 3000,
  actions: 25,
  buttonLabel: 75,
  buttonValue: 2000,
  url: 3000,
  /** `action_id`, `block_id` and `callback_id`. */
  id: 255,
  optionLabel: 75,
  /** 75 in @slack/types, 150 in the public reference: the smaller one is right by both. */
  optionValue: 75,
  /** Options of a select, and of each group of one. */
  options: 100,
  optionGroups: 100,
  placeholder: 150,
  imageAlt: 2000,
  /** Title, submit and close of a modal. */
  modalWords: 24,
  /** `private_metadata` of a view. */
  metadata: 3000,
  inputLabel: 2000,
  inputHint: 2000,
  /** `max_length` of a text input. */
  inputText: 3000,
  /** Recommended for `text`; Slack cuts it at 40,000 (docs.slack.dev, chat.postMessage). */
  text: 4000,
  /** A rich text date's seconds: what ten digits hold. */
  timestamp: 9_999_999_999,
  /** Native card blocks; three actions by the reference and by what other apps check. */
  card: { title: 150, subtitle: 150, body: 200, actions: 3 },
  /** App manifest (slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json). */
  manifest: {
    name: 35,
    description: 140,
    botName: 80,
    command: 32,
    usageHint: 1000,
    shortcuts: 10,
    shortcutName: 24,
    shortcutDescription: 150,
    domains: 5,
  },
} as const;

/** What a drawing may take: blocks, and weight as `weigh` counts it. */
export type Budget = { readonly blocks: number; readonly weight: number };

/**
 * How much of Slack's room we use. What all blocks of a message may hold together is not documented:
 * Slack was seen to refuse from 13,298 units on in one block and 125 less with a second block
 * (slackapi/bolt-js#2509), and about 130 less for every header; its staff speak of 12,000 and a buffer for
 * each block (bolt-js#2867). Views are limited by their bytes, 250,000 as JSON (docs.slack.dev,
 * views.publish). A message keeps room for a mention; a link's preview is to stay small.
 */
export const BUDGETS = {
  message: { blocks: LIMITS.blocks.message - 2, weight: 12_000 },
  modal: { blocks: LIMITS.blocks.view, weight: 40_000 },
  home: { blocks: LIMITS.blocks.view, weight: 40_000 },
  unfurl: { blocks: 10, weight: 5000 },
} as const satisfies Record<string, Budget>;
