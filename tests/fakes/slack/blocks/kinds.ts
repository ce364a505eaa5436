import { address, byType, type Check, flag, list, oneOf, shape, text, whole } from "./check.ts";
import { ACCESSORIES, ACTIONS, BUTTONS, CONTEXT, CONTEXT_ACTIONS, FIELDS } from "./elements.ts";
import { richText } from "./rich.ts";
import { anyText, id, image, LENGTHS, mrkdwn, PICTURE, plain } from "./texts.ts";

/** Where blocks can be shown. */
export type Surface = "message" | "modal" | "home";

/** How many there may be of each (@slack/types 3.2.0; docs.slack.dev, Block Kit reference). */
const COUNTS = {
  actions: 25,
  context: 10,
  contextActions: 5,
  fields: 10,
  cardActions: 3,
  carousel: 10,
  container: 10,
  tableRows: 100,
  tableColumns: 20,
  dataTableRows: 201,
} as const;

const CARD = { title: 150, subtitle: 150, body: 200, subtext: 200 } as const;
const CONTAINER_TITLE = 150;
const MARKDOWN = 12_000;

function block(
  type: string,
  fields: Readonly<Record<string, Check>>,
  needed: readonly string[] = [],
  more?: Parameters<typeof shape>[2],
): Check {
  return shape({ type: oneOf(type), block_id: id, ...fields }, ["type", ...needed], more);
}

const section = block(
  "section",
  {
    text: anyText(LENGTHS.text),
    fields: list(anyText(LENGTHS.field), COUNTS.fields),
    accessory: ACCESSORIES,
    expand: flag,
  },
  [],
  ({ text: own, fields }, at, report) => {
    if (own === undefined && fields === undefined)
      report(at, "must define either `fields` or `text`");
  },
);

const card = block(
  "card",
  {
    hero_image: image,
    icon: image,
    title: mrkdwn(CARD.title),
    subtitle: mrkdwn(CARD.subtitle),
    body: mrkdwn(CARD.body),
    subtext: mrkdwn(CARD.subtext),
    actions: list(BUTTONS, COUNTS.cardActions),
  },
  [],
  ({ hero_image: hero, title, actions, body }, at, report) => {
    if ([hero, title, actions, body].every((part) => part === undefined))
      report(at, "must define at least one of: hero_image, title, actions, body");
  },
);

const rawText = shape({ type: oneOf("raw_text"), text: text(LENGTHS.text) }, ["text"]);
const rawNumber = shape(
  {
    type: oneOf("raw_number"),
    text: text(LENGTHS.text),
    value: (value, at, report) => {
      if (typeof value !== "number") report(at, "must be a number");
    },
  },
  ["text", "value"],
);
const cells = (rows: number) =>
  list(
    list(
      byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richText }),
      COUNTS.tableColumns,
    ),
    rows,
  );

const taskCard = block(
  "task_card",
  {
    task_id: id,
    title: text(LENGTHS.text),
    details: richText,
    output: richText,
    sources: list(
      shape({ type: oneOf("url"), url: address(), text: text(LENGTHS.text) }, ["url", "text"]),
      100,
    ),
    status: oneOf("pending", "in_progress", "complete", "error"),
  },
  ["task_id", "title", "status"],
);

const SIMPLE: Readonly<Record<string, Check>> = {
  section,
  header: block("header", { text: plain(LENGTHS.header) }, ["text"]),
  divider: block("divider", {}),
  context: block("context", { elements: list(CONTEXT, COUNTS.context) }, ["elements"]),
  actions: block("actions", { elements: list(ACTIONS, COUNTS.actions) }, ["elements"]),
  image: shape(
    { ...PICTURE, block_id: id, title: plain(LENGTHS.alt) },
    ["type", "alt_text"],
    ({ image_url: url, slack_file: file }, at, report) => {
      if ((url === undefined) === (file === undefined))
        report(at, "must provide either image_url or slack_file");
    },
  ),
  rich_text: richText,
  input: block(
    "input",
    {
      label: plain(LENGTHS.inputLabel),
      hint: plain(LENGTHS.inputLabel),
      element: FIELDS,
      optional: flag,
      dispatch_action: flag,
    },
    ["label", "element"],
  ),
  table: block(
    "table",
    {
      rows: cells(COUNTS.tableRows),
      column_settings: list(
        shape({ align: oneOf("left", "center", "right"), is_wrapped: flag }),
        COUNTS.tableColumns,
      ),
    },
    ["rows"],
  ),
  video: block(
    "video",
    {
      video_url: address(LENGTHS.url, ["https:"]),
      thumbnail_url: address(),
      alt_text: text(LENGTHS.alt),
      title: plain(199),
      title_url: address(LENGTHS.url, ["https:"]),
      author_name: text(49),
      provider_name: text(LENGTHS.id),
      provider_icon_url: address(),
      description: plain(LENGTHS.text),
    },
    ["video_url", "thumbnail_url", "alt_text", "title"],
  ),
};

/** Every kind of block that an app may send, and what it must look like. */
export const KINDS: Readonly<Record<string, Check>> = {
  ...SIMPLE,
  alert: block(
    "alert",
    {
      text: anyText(LENGTHS.text),
      level: oneOf("default", "info", "warning", "error", "success"),
    },
    ["text"],
  ),
  card,
  carousel: block("carousel", { elements: list(byType({ card }), COUNTS.carousel) }, ["elements"]),
  container: block(
    "container",
    {
      title: plain(CONTAINER_TITLE),
      rich_text_title: richText,
      subtitle: anyText(CONTAINER_TITLE),
      child_blocks: list(byType(SIMPLE), COUNTS.container),
      width: oneOf("narrow", "standard", "wide", "full"),
      icon: image,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    ["child_blocks"],
    ({ title, rich_text_title: rich }, at, report) => {
      if (title === undefined && rich === undefined)
        report(at, "must define either `title` or `rich_text_title`");
    },
  ),
  context_actions: block(
    "context_actions",
    { elements: list(CONTEXT_ACTIONS, COUNTS.contextActions) },
    ["elements"],
  ),
  data_table: block(
    "data_table",
    {
      rows: cells(COUNTS.dataTableRows),
      caption: text(LENGTHS.text),
      page_size: whole(1, 100),
      row_header_column_index: whole(0, COUNTS.tableColumns - 1),
    },
    ["rows", "caption"],
  ),
  markdown: block("markdown", { text: text(MARKDOWN) }, ["text"]),
  task_card: taskCard,
  plan: block("plan", { title: text(LENGTHS.text), tasks: list(taskCard, 100) }, ["title"]),
};

const EVERYWHERE: readonly Surface[] = ["message", "modal", "home"];
const MESSAGES: readonly Surface[] = ["message"];

/** Kinds that are not for every surface (docs.slack.dev, "Available in surfaces" of each block). */
const SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  alert: ["modal"],
  card: MESSAGES,
  carousel: MESSAGES,
  context_actions: MESSAGES,
  data_table: MESSAGES,
  markdown: MESSAGES,
  plan: MESSAGES,
  table: MESSAGES,
  task_card: MESSAGES,
};

/** Whether a kind of block can be shown there; kinds that nobody knows are told elsewhere. */
export function belongs(type: string, surface: Surface): boolean {
  return (SURFACES[type] ?? EVERYWHERE).includes(surface);
}
