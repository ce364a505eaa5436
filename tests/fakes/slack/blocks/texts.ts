import {
  address,
  byType,
  type Check,
  exactlyOne,
  flag,
  list,
  oneOf,
  shape,
  text,
  words,
} from "./check.ts";

/** Lengths of texts and identifiers (@slack/types 3.2.0; docs.slack.dev, Block Kit reference). */
export const LENGTHS = {
  text: 3000,
  field: 2000,
  header: 150,
  id: 255,
  button: 75,
  buttonValue: 2000,
  url: 3000,
  label: 75,
  option: 75,
  // @slack/types says 75, the public reference 150; the smaller one is safe on both.
  optionValue: 75,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  alt: 2000,
  inputLabel: 2000,
} as const;

/** An identifier: action_id, block_id, callback_id. */
export const id: Check = text(LENGTHS.id);

/** A plain_text object: no markup, so `verbatim` has no place in it. */
export function plain(max: number): Check {
  return shape({ type: oneOf("plain_text"), text: words(max), emoji: flag }, ["type", "text"]);
}

/** A mrkdwn object: its emoji are always read, so `emoji` has no place in it. */
export function mrkdwn(max: number): Check {
  return shape({ type: oneOf("mrkdwn"), text: words(max), verbatim: flag }, ["type", "text"]);
}

/** Either kind of text object. */
export function anyText(max: number): Check {
  return byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) });
}

/** A dialog that asks before an action is sent. */
export const confirm: Check = shape(
  {
    title: plain(LENGTHS.confirmTitle),
    text: anyText(LENGTHS.confirmText),
    confirm: plain(LENGTHS.confirmButton),
    deny: plain(LENGTHS.confirmButton),
    style: oneOf("primary", "danger"),
  },
  ["text"],
);

/** Options of menus have plain text; those of radio buttons and check boxes may have mrkdwn. */
export function option(kind: "menu" | "box" | "overflow"): Check {
  const texts = kind === "box" ? anyText(LENGTHS.option) : plain(LENGTHS.option);
  return shape(
    {
      text: texts,
      value: text(LENGTHS.optionValue),
      description: texts,
      ...(kind === "overflow" && { url: address(LENGTHS.url) }),
    },
    ["text", "value"],
  );
}

/** A named group of options. */
export const optionGroup: Check = shape(
  { label: plain(LENGTHS.option), options: list(option("menu"), 100) },
  ["label", "options"],
);

const slackFile: Check = shape(
  { url: address(), id: text(LENGTHS.id) },
  [],
  exactlyOne("url", "id"),
);

/** The fields of a picture, in a block or as an element. */
export const PICTURE = {
  type: oneOf("image"),
  alt_text: text(LENGTHS.alt),
  image_url: address(LENGTHS.url),
  slack_file: slackFile,
} as const;

/** A picture beside or among texts. */
export const image: Check = shape(
  PICTURE,
  ["type", "alt_text"],
  exactlyOne("image_url", "slack_file"),
);
