import { type Node, NodeType, parse } from "slack-message-parser";

type Part = Readonly<Record<string, unknown>>;

/** Slack's numbers once more, from its reference, so that a wrong one of ours is found. */
const MOST: Readonly<Record<string, number>> = { message: 50, modal: 100, home: 100 };
const KINDS: Readonly<Record<string, readonly string[]>> = {
  message: ["header", "context", "section", "rich_text", "actions", "divider", "card"],
  modal: ["header", "context", "section", "rich_text", "actions", "divider", "input"],
  home: ["header", "context", "section", "rich_text", "actions", "divider"],
  preview: ["context", "section", "actions", "divider"],
};

/** Everything that is wrong with blocks for a surface, in words; empty when Slack would take them. */
export function faultsIn(blocks: readonly object[], surface = "message"): readonly string[] {
  const faults: string[] = [];
  const check = (right: boolean, fault: string) => void (right || faults.push(fault));
  check(blocks.length > 0 && blocks.length <= (MOST[surface] ?? 50), `${blocks.length} blocks`);
  const ids = blocks.flatMap((block) => idOf(block));
  check(new Set(ids).size === ids.length, "a block_id twice");
  for (const block of blocks.map(partOf)) {
    const { type } = block;
    check(KINDS[surface]?.includes(String(type)) ?? false, `${type} in ${surface}`);
    checkBlock(block, check);
  }
  for (const text of stringsIn(blocks)) check(text.isWellFormed(), `half a character: ${text}`);
  return faults;
}

/** The sum that Slack is known to limit, counted low: texts with 125 for each block. */
export function lowestWeight(blocks: readonly object[]): number {
  const texts = partsIn(blocks).flatMap(({ text }) => (typeof text === "string" ? text : []));
  return texts.join("").length + 125 * blocks.length;
}

/** Every mention, command, link, emoji and format that a text of Slack's markup has, by an independent parser. */
export function marksIn(text: string): readonly Node[] {
  const walk = (node: Node): readonly Node[] => {
    const children = "children" in node ? node.children : "label" in node ? (node.label ?? []) : [];
    return [node, ...children.flatMap(walk)];
  };
  return walk(parse(text)).filter(({ type }) => type !== NodeType.Root && type !== NodeType.Text);
}

/** What can be done with a mark: it mentions, commands or links. */
export function isLive({ type }: Node): boolean {
  return [NodeType.UserLink, NodeType.ChannelLink, NodeType.Command, NodeType.URL].includes(type);
}

/** Every object in a value, however deep. */
export function partsIn(value: unknown): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap(partsIn);
  if (typeof value !== "object" || value === null) return [];
  return [partOf(value), ...Object.values(value).flatMap(partsIn)];
}

function stringsIn(value: unknown): readonly string[] {
  return partsIn(value).flatMap((part) =>
    Object.values(part).filter((one): one is string => typeof one === "string"),
  );
}

type Check = (right: boolean, fault: string) => void;

function checkBlock(block: Part, check: Check): void {
  const { type, elements = [], accessory, element, text } = block;
  const parts = Array.isArray(elements) ? elements.map(partOf) : [];
  const between = (max: number) => parts.length > 0 && parts.length <= max;
  if (type === "header") checkText(partOf(text), 150, check, ["plain_text"]);
  if (type === "section") checkText(partOf(text), 3000, check);
  if (accessory) checkImage(partOf(accessory), check);
  if (type === "context") {
    check(between(10), `${parts.length} elements of a context`);
    for (const part of parts) checkText(part, 3000, check);
  }
  if (type === "actions") {
    check(between(25), `${parts.length} actions`);
    const ids = parts.map(({ action_id: id }) => id);
    check(new Set(ids).size === ids.length, "an action_id twice");
    for (const part of parts) checkAction(part, check);
  }
  if (type === "rich_text") checkRich(parts, check);
  if (type === "card") checkCard(block, check);
  if (type === "input") checkInput(block, partOf(element), check);
}

function checkText(part: Part, max: number, check: Check, kinds = ["plain_text", "mrkdwn"]): void {
  const { type, text, emoji, verbatim } = part;
  const length = typeof text === "string" ? text.length : -1;
  check(kinds.includes(String(type)), `text of type ${type}`);
  check(length > 0 && length <= max, `${length} of ${max} in a text`);
  check(typeof text === "string" && text.trim() !== "", "a blank text");
  check(type === "mrkdwn" ? verbatim === true : emoji === false, `${type} that Slack would read`);
}

function checkAction(part: Part, check: Check): void {
  const {
    type,
    action_id: id,
    value,
    url,
    text,
    placeholder,
    options,
    option_groups: groups,
  } = part;
  check(typeof id === "string" && id.length > 0 && id.length <= 255, `action_id ${id}`);
  if (type === "button") {
    checkText(partOf(text), 75, check, ["plain_text"]);
    check((typeof value === "string") !== (typeof url === "string"), "a button that does nothing");
    check(value === undefined || (String(value) !== "" && String(value).length <= 2000), "value");
    check(url === undefined || isAddress(url), `address ${url}`);
    return;
  }
  check(type === "static_select", `action of type ${type}`);
  checkText(partOf(placeholder), 150, check, ["plain_text"]);
  check((options === undefined) !== (groups === undefined), "options or groups");
  const lists = Array.isArray(groups)
    ? groups.map(partOf).map(({ options: list }) => list)
    : [options];
  check(lists.length <= 100, `${lists.length} groups`);
  for (const list of lists) checkOptions(list, check);
}

function checkOptions(list: unknown, check: Check): void {
  const options = Array.isArray(list) ? list.map(partOf) : [];
  check(options.length > 0 && options.length <= 100, `${options.length} options`);
  for (const { text, value } of options) {
    checkText(partOf(text), 75, check, ["plain_text"]);
    check(typeof value === "string" && value !== "" && value.length <= 75, `value ${value}`);
  }
}

const INLINE: Readonly<Record<string, (part: Part) => boolean>> = {
  text: ({ text }) => typeof text === "string" && text !== "",
  link: ({ text, url }) => typeof text === "string" && text !== "" && isAddress(url),
  channel: ({ channel_id: id }) => /^[CGD][A-Z0-9]+$/.test(String(id)),
  date: ({ timestamp, format, fallback }) =>
    Number.isInteger(timestamp) &&
    Number(timestamp) >= 0 &&
    Number(timestamp) < 1e10 &&
    typeof format === "string" &&
    fallback !== "",
};

function checkRich(parts: readonly Part[], check: Check): void {
  const lines = parts.flatMap((part) => {
    const { type, elements } = part;
    return type === "rich_text_list" ? (elements as Part[]) : [part];
  });
  check(lines.length > 0, "empty rich text");
  for (const line of lines) {
    const { elements } = line;
    const inline = Array.isArray(elements) ? elements.map(partOf) : [];
    check(inline.length > 0, "an empty line");
    for (const part of inline) {
      const { type, style } = part;
      check(INLINE[String(type)]?.(part) ?? false, `inline ${JSON.stringify(part)}`);
      check(style === undefined || Object.keys(partOf(style)).length > 0, "an empty style");
    }
  }
}

function checkCard(block: Part, check: Check): void {
  const { title, subtitle, body, actions = [], hero_image: hero } = block;
  for (const [text, max] of [
    [title, 150],
    [subtitle, 150],
    [body, 200],
  ] as const)
    if (text) checkText(partOf(text), max, check, ["mrkdwn"]);
  check(Boolean(title || body || hero || actions), "an empty card");
  const buttons = actions as Part[];
  check(buttons.length <= 3, `${buttons.length} actions of a card`);
  for (const button of buttons) checkAction(button, check);
  if (hero) checkImage(partOf(hero), check);
}

function checkImage({ image_url: url, alt_text: alt }: Part, check: Check): void {
  check(isAddress(url), `picture ${url}`);
  check(typeof alt === "string" && alt !== "" && alt.length <= 2000, "a picture without words");
}

function checkInput({ label, hint, block_id: id }: Part, element: Part, check: Check): void {
  checkText(partOf(label), 2000, check, ["plain_text"]);
  checkText(partOf(hint), 2000, check, ["plain_text"]);
  check(typeof id === "string" && id !== "" && id.length <= 255, `block_id ${id}`);
  const { type, options, initial_option: initial, max_length: max, initial_value: value } = element;
  if (options !== undefined) checkOptions(options, check);
  if (initial && type !== "external_select")
    check(
      (options as Part[]).some((one) => JSON.stringify(one) === JSON.stringify(initial)),
      "an initial option that is none of the options",
    );
  if (type === "plain_text_input") {
    check(Number(max) > 0 && Number(max) <= 3000, `max_length ${max}`);
    check(value === undefined || String(value).length <= Number(max), "a value that is too long");
  }
}

function isAddress(url: unknown): boolean {
  return typeof url === "string" && /^https?:\/\/[!-~]+$/.test(url) && url.length <= 3000;
}

function idOf(block: object): readonly unknown[] {
  const { block_id: id } = partOf(block);
  return id === undefined ? [] : [id];
}

function partOf(value: unknown): Part {
  return typeof value === "object" && value !== null ? (value as Part) : {};
}
