import { listIn, textIn } from "../fields.ts";
import { exactlyOne, type Fault, faultsOf, flag, list, oneOf, shape, text } from "./check.ts";
import { lintBlocks } from "./lint.ts";
import { option, optionGroup, plain } from "./texts.ts";

/** Lengths of a view's own fields (docs.slack.dev, view objects). */
const VIEW = { words: 24, metadata: 3000 } as const;

/** Most bytes of a view as JSON; more is view_too_large (docs.slack.dev, views.open). */
export const VIEW_BYTES = 250_000;

const OPTIONS = shape(
  { options: list(option("menu"), 100, 0), option_groups: list(optionGroup, 100, 0) },
  [],
  exactlyOne("options", "option_groups"),
);

const anything = () => {};
const COMMON = {
  blocks: anything,
  private_metadata: text(VIEW.metadata, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
} as const;

const HOME = shape({ type: oneOf("home"), ...COMMON }, ["type", "blocks"]);

const MODAL = shape(
  {
    type: oneOf("modal"),
    ...COMMON,
    title: plain(VIEW.words),
    submit: plain(VIEW.words),
    close: plain(VIEW.words),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
  ["type", "title", "blocks"],
  (view, at, report) => {
    const { submit } = view;
    if (submit === undefined && hasInput(view)) report(at, "missing required field: submit");
  },
);

/** All that Slack would refuse in a view of this kind; pointers start at /view. */
export function lintView(view: unknown, kind: "modal" | "home"): readonly Fault[] {
  const type = textIn(view, "type");
  if (type !== kind) return [{ at: "/view/type", problem: `unsupported type: ${String(type)}` }];
  const own = faultsOf(kind === "modal" ? MODAL : HOME, view, "/view");
  const { blocks } = view as { readonly blocks?: unknown };
  return blocks === undefined ? own : [...own, ...lintBlocks(blocks, kind, "/view/blocks")];
}

/** All that Slack would refuse in the options that an app answers while a person types. */
export function lintOptions(answer: unknown): readonly Fault[] {
  return faultsOf(OPTIONS, answer, "");
}

/** Whether any block is a form's field; then a view needs a button that sends it. */
function hasInput(view: unknown): boolean {
  return listIn(view, "blocks").some((block) => textIn(block, "type") === "input");
}
