import { address, byType, type Check, list, oneOf, shape, text } from "./check.ts";
import { element, SHARED } from "./element.ts";
import { CLOCKS, INPUTS, richInput } from "./inputs.ts";
import { BOXES, MULTI, overflow, SINGLE } from "./menus.ts";
import { id, image, LENGTHS, mrkdwn, plain } from "./texts.ts";

const { action, confirmed } = SHARED;

const button = element(
  "button",
  {
    ...confirmed,
    text: plain(LENGTHS.button),
    value: text(LENGTHS.buttonValue),
    url: address(LENGTHS.url, ["http:", "https:", "mailto:", "slack:"]),
    style: oneOf("primary", "danger"),
    accessibility_label: text(LENGTHS.label),
  },
  ["text"],
);

const IMAGE = ["image", image] as const;

/** What may stand in a row of actions. */
export const ACTIONS: Check = byType(
  Object.fromEntries([button, overflow, richInput, ...SINGLE, ...MULTI, ...BOXES, ...CLOCKS]),
);

/** What may stand beside the text of a section. */
export const ACCESSORIES: Check = byType(
  Object.fromEntries([
    button,
    overflow,
    IMAGE,
    ...SINGLE,
    ...MULTI,
    ...BOXES,
    ...CLOCKS.filter(([type]) => type !== "datetimepicker"),
  ]),
);

/** What a form's field may be. */
export const FIELDS: Check = byType(
  Object.fromEntries([...INPUTS, richInput, ...SINGLE, ...MULTI, ...BOXES, ...CLOCKS]),
);

/** The buttons of a card: buttons and nothing else. */
export const BUTTONS: Check = byType(Object.fromEntries([button]));

/** What may stand in a line of context. */
export const CONTEXT: Check = byType({
  image,
  plain_text: plain(LENGTHS.text),
  mrkdwn: mrkdwn(LENGTHS.text),
});

const feedback = shape(
  { text: plain(LENGTHS.button), value: text(LENGTHS.buttonValue), accessibility_label: text(75) },
  ["text", "value"],
);

/** What may stand in a line of context actions. */
export const CONTEXT_ACTIONS: Check = byType(
  Object.fromEntries([
    element(
      "feedback_buttons",
      { ...action, positive_button: feedback, negative_button: feedback },
      ["positive_button", "negative_button"],
    ),
    element(
      "icon_button",
      {
        ...confirmed,
        icon: oneOf("trash"),
        text: plain(LENGTHS.button),
        value: text(LENGTHS.buttonValue),
        accessibility_label: text(LENGTHS.label),
        visible_to_user_ids: list(id, 100),
      },
      ["icon", "text"],
    ),
  ]),
);
