import { type Fields, isFields, textIn } from "./fields.ts";
import type { Ids } from "./ids.ts";

/** Blocks with the block_ids and action_ids that Slack makes up where an app gave none. */
export function named(blocks: readonly unknown[], ids: Ids): readonly Fields[] {
  return blocks.filter(isFields).map((block) => {
    const inner = nameActions(block, ids);
    const { type, elements, child_blocks: children } = inner;
    const nested = {
      ...(type === "carousel" && Array.isArray(elements) && { elements: named(elements, ids) }),
      ...(Array.isArray(children) && { child_blocks: named(children, ids) }),
    };
    return { block_id: ids.next("b"), ...inner, ...nested };
  });
}

/** Kinds of elements that carry an action_id. */
const ACTING =
  /^(button|overflow|checkboxes|radio_buttons|icon_button|feedback_buttons)$|_input$|_select$|picker$/;

function nameActions(value: Fields, ids: Ids): Fields {
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, deeper(field, ids)]),
  );
  return ACTING.test(textIn(value, "type") ?? "") ? { action_id: ids.next("a"), ...inner } : inner;
}

function deeper(value: unknown, ids: Ids): unknown {
  if (Array.isArray(value)) return value.map((item) => deeper(item, ids));
  return isFields(value) ? nameActions(value, ids) : value;
}

/**
 * A value as Slack sends it back: the three characters of its markup are escaped in every text (bolt-python#513), and
 * the flags that an app left out are filled in.
 */
export function echoed<T>(value: T): T {
  return echo(value) as T;
}

function echo(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(echo);
  if (!isFields(value)) return value;
  const { type, text } = value;
  if (typeof text === "string") {
    if (type === "plain_text") return { emoji: true, ...value, text: escaped(text) };
    if (type === "mrkdwn") return { verbatim: false, ...value, text: mended(text) };
    if (type === "text" || type === "link") return { ...value, text: escaped(text) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, echo(field)]));
}

/** Plain text as Slack's markup writes it. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Markup with whatever is no markup escaped: entities and `<…>` stay. */
function mended(text: string): string {
  return text.replaceAll(/<[^<>\n]+>|&(?:amp|lt|gt);|[&<>]/g, (found) =>
    found.length > 1 ? found : escaped(found),
  );
}
