import { textIn } from "../fields.ts";
import { byType, type Fault, faultsOf, type Report } from "./check.ts";
import { elementsOf } from "./elements-of.ts";
import { belongs, KINDS, type Surface } from "./kinds.ts";
import { lengthOf } from "./weigh.ts";

/** Most blocks of a message, and of a view (docs.slack.dev, Block Kit). */
const MOST_BLOCKS = { message: 50, modal: 100, home: 100 } as const satisfies Record<
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
