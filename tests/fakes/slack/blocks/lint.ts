import { type Fields, fieldsIn, isFields, listIn, textIn } from "../fields.ts";
import { byType, type Fault, faultsOf, type Report } from "./check.ts";
import { belongs, KINDS, type Surface } from "./kinds.ts";

/** Most blocks of a message, and of a view (docs.slack.dev, Block Kit). */
export const MOST_BLOCKS = { message: 50, modal: 100, home: 100 } as const satisfies Record<
  Surface,
  number
>;

/** Most characters in all markdown blocks of one payload together (@slack/types 3.2.0). */
const MARKDOWN_TOTAL = 12_000;

/** Most characters in a table (docs.slack.dev, table block), and in a data table. */
const TABLE_TOTAL = { table: 10_000, data_table: 20_000 } as const;

const one = byType(KINDS);

/** All that Slack would refuse in these blocks; pointers start at `at`. */
export function lintBlocks(blocks: unknown, surface: Surface, at = "/blocks"): readonly Fault[] {
  return faultsOf(
    (value, where, report) => {
      if (!Array.isArray(value)) return report(where, "must be an array");
      const most = MOST_BLOCKS[surface];
      if (value.length > most) report(where, `no more than ${most} items allowed`);
      for (const [index, block] of value.entries()) {
        one(block, `${where}/${index}`, report);
        place(block, surface, `${where}/${index}`, report);
      }
      together(value, surface, where, report);
    },
    blocks,
    at,
  );
}

function place(block: unknown, surface: Surface, at: string, report: Report): void {
  const type = textIn(block, "type") ?? "";
  if (Object.hasOwn(KINDS, type) && !belongs(type, surface))
    report(`${at}/type`, `block type ${type} is not allowed in a ${surface}`);
  const seen = new Set<string>();
  for (const { element, at: spot } of elementsOf(block, at)) {
    const id = textIn(element, "action_id");
    if (id === undefined) continue;
    if (seen.has(id)) report(spot, `\`action_id\` "${id}" already exists in this block`);
    seen.add(id);
  }
}

function together(blocks: readonly unknown[], surface: Surface, at: string, report: Report): void {
  const seen = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const id = textIn(block, "block_id");
    if (id === undefined) continue;
    if (seen.has(id)) report(`${at}/${index}/block_id`, `\`block_id\` "${id}" already exists`);
    seen.add(id);
  }
  const ofType = (type: string) => blocks.filter((block) => textIn(block, "type") === type);
  const markdown = ofType("markdown").reduce<number>(
    (sum, block) => sum + (textIn(block, "text")?.length ?? 0),
    0,
  );
  if (markdown > MARKDOWN_TOTAL)
    report(at, `markdown text must be less than ${MARKDOWN_TOTAL + 1} characters in all`);
  if (ofType("table").length > 1) report(at, "only_one_table_allowed");
  for (const [index, block] of blocks.entries()) {
    const type = textIn(block, "type");
    if ((type === "table" || type === "data_table") && lengthOf(block) > TABLE_TOTAL[type])
      report(`${at}/${index}/rows`, `must be less than ${TABLE_TOTAL[type] + 1} characters in all`);
  }
  const focused = blocks
    .flatMap((block) => elementsOf(block, ""))
    .filter(({ element }) => {
      const { focus_on_load: focus } = element;
      return focus === true;
    });
  if (surface !== "message" && focused.length > 1)
    report(at, "only one element may have focus_on_load");
}

/** An element that a person can use, where it stands, and the innermost block that it stands in. */
export type Spotted = { readonly element: Fields; readonly at: string; readonly owner: Fields };

/** Every element of a block that a person can use, containers and cards included, in reading order. */
export function elementsOf(block: unknown, at: string): readonly Spotted[] {
  if (!isFields(block)) return [];
  const { accessory, element } = block;
  const single = (value: unknown, name: string): Spotted[] =>
    isFields(value) && textIn(value, "type") !== "image"
      ? [{ element: value, at: `${at}/${name}`, owner: block }]
      : [];
  const among = (name: string): readonly Spotted[] =>
    listIn(block, name).flatMap((item, index) => single(item, `${name}/${index}`));
  switch (textIn(block, "type")) {
    case "section":
      return single(accessory, "accessory");
    case "input":
      return single(element, "element");
    case "actions":
    case "context_actions":
      return among("elements");
    case "card":
      return among("actions");
    case "carousel":
      return nested(block, "elements", at);
    case "container":
      return nested(block, "child_blocks", at);
    default:
      return [];
  }
}

function nested(block: Fields, name: string, at: string): readonly Spotted[] {
  return listIn(block, name).flatMap((child, index) => elementsOf(child, `${at}/${name}/${index}`));
}

/** The characters of every `text` in a value, however deep. */
export function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + lengthOf(item), 0);
  if (!isFields(value)) return 0;
  return Object.entries(value).reduce<number>(
    (sum, [name, inner]) =>
      sum + (name === "text" && typeof inner === "string" ? inner.length : lengthOf(inner)),
    0,
  );
}

/**
 * What Slack adds up over all blocks of a message before it says msg_blocks_too_long. The rule is undocumented: one
 * markdown block was refused from 13,298 characters on and one with a divider from 13,173 (bolt-js#2509), and 11,341
 * characters in many blocks were refused as well (bolt-js#2867). Text plus 125 for each block fits all three.
 */
export const BLOCKS_TOTAL = 13_297 + 125;
const PER_BLOCK = 125;

/** The weight of blocks as `BLOCKS_TOTAL` counts it. */
export function weigh(blocks: readonly unknown[]): number {
  return lengthOf(blocks) + PER_BLOCK * blocks.length;
}

/** Faults as Slack writes them into `errors` and `response_metadata.messages`. */
export function spelled(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ at, problem }) => `${problem} [json-pointer:${at}]`);
}

/** Whether any block is a form's field; then a view needs a button that sends it. */
export function hasInput(view: unknown): boolean {
  return listIn(view, "blocks").some((block) => textIn(block, "type") === "input");
}

/** The words of a text object, empty when there is none. */
export function wordsOf(owner: unknown, name: string): string {
  return textIn(fieldsIn(owner, name), "text") ?? "";
}
