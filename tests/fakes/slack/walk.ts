import { type Fields, fieldsIn, flagIn, isFields, listIn, textIn } from "./fields.ts";
import { type Mention, type Reading, readMrkdwn } from "./oracle.ts";
import type { View } from "./views.ts";
import type { Message } from "./workspace.ts";

/** A piece of text of a message or view, with what it does. */
export type Piece = Reading & {
  /** JSON pointer within the blocks. */
  readonly at: string;
  readonly kind: "mrkdwn" | "plain_text" | "rich_text";
};

/** Reads every text in blocks, however deep: mrkdwn by the oracle, plain text as it is, rich text by its elements. */
export function readBlocks(blocks: readonly unknown[], at = "/blocks"): readonly Piece[] {
  return blocks.flatMap((block, index) => readAny(block, `${at}/${index}`));
}

/** All that a person reads in blocks, a piece a line. */
export function textOf(shown: readonly unknown[] | Message | View): string {
  return piecesOf(shown)
    .map(({ text }) => text)
    .join("\n");
}

/** Everybody and everything that a message would ping or point at: its fallback text, blocks and attachments. */
export function mentionsIn(
  message: Message | View,
): readonly (Mention & { readonly at: string })[] {
  return all(message).flatMap(({ mentions, at }) =>
    mentions.map((mention) => ({ ...mention, at })),
  );
}

/** Every link of a message that is shown, buttons' included. */
export function linksIn(
  message: Message | View,
): readonly (Reading["links"][number] & { readonly at: string })[] {
  return all(message).flatMap(({ links, at }) => links.map((link) => ({ ...link, at })));
}

/** All formatting that a message's texts have, emoji too. */
export function formattingIn(
  message: Message | View,
): readonly (Reading["formatting"][number] & { readonly at: string })[] {
  return all(message).flatMap(({ formatting, at }) => formatting.map((one) => ({ ...one, at })));
}

function all(shown: Message | View): readonly Piece[] {
  const pieces = piecesOf(shown);
  if ("kind" in shown || !shown.text || pieces.some(({ at }) => at === "/text")) return pieces;
  return [{ ...readMrkdwn(shown.text), at: "/text", kind: "mrkdwn" }, ...pieces];
}

/** What is on the screen: the fallback text only where nothing else is. */
function piecesOf(shown: readonly unknown[] | Message | View): readonly Piece[] {
  if (isList(shown)) return readBlocks(shown);
  if ("kind" in shown) {
    const named = ["title", "submit", "close"].map((name) => fieldsIn(shown.sent, name));
    return [...named.flatMap((words) => readAny(words, "/title")), ...readBlocks(shown.blocks)];
  }
  const { blocks, attachments, unfurls, text } = shown;
  if (blocks.length + attachments.length + Object.keys(unfurls).length === 0)
    return text ? [{ ...readMrkdwn(text), at: "/text", kind: "mrkdwn" }] : [];
  return [
    ...readBlocks(blocks),
    ...readBlocks(attachments, "/attachments"),
    ...readBlocks(Object.values(unfurls), "/unfurls"),
  ];
}

function isList(shown: readonly unknown[] | Message | View): shown is readonly unknown[] {
  return Array.isArray(shown);
}

function readAny(value: unknown, at: string): readonly Piece[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => readAny(item, `${at}/${index}`));
  if (!isFields(value)) return [];
  switch (textIn(value, "type")) {
    case "mrkdwn":
      return [
        {
          ...readMrkdwn(textIn(value, "text") ?? "", { verbatim: flagIn(value, "verbatim") }),
          at,
          kind: "mrkdwn",
        },
      ];
    case "plain_text":
    case "raw_text":
      return [plain(textIn(value, "text") ?? "", at)];
    case "rich_text_section":
    case "rich_text_quote":
    case "rich_text_preformatted":
      return [readRich(value, at)];
    default:
      return Object.entries(value).flatMap(([name, field]) => readField(value, name, field, at));
  }
}

/** Attachments and the like have texts without an object around them. */
function readField(owner: Fields, name: string, field: unknown, at: string): readonly Piece[] {
  if (typeof field !== "string") return readAny(field, `${at}/${name}`);
  const type = textIn(owner, "type");
  if (name === "alt_text" || (type === undefined && name === "title"))
    return [plain(field, `${at}/${name}`)];
  if (name === "text" && (type === undefined || type === "markdown"))
    return [{ ...readMrkdwn(field), at: `${at}/${name}`, kind: "mrkdwn" }];
  return name === "url" && type === "button"
    ? [{ ...plain("", `${at}/${name}`), links: [{ url: field, label: "" }] }]
    : [];
}

function plain(text: string, at: string): Piece {
  return { at, kind: "plain_text", text, mentions: [], links: [], formatting: [], emoji: [] };
}

const WHOLE = { rich_text_quote: "quote", rich_text_preformatted: "preformatted" } as const;

function readRich(section: Fields, at: string): Piece {
  const inner = listIn(section, "elements").filter(isFields).map(readElement);
  const text = inner.map((one) => one.text).join("");
  const type = textIn(section, "type");
  const whole =
    type === "rich_text_quote" || type === "rich_text_preformatted" ? WHOLE[type] : undefined;
  return {
    at,
    kind: "rich_text",
    text,
    mentions: inner.flatMap((one) => one.mentions),
    links: inner.flatMap((one) => one.links),
    formatting: [
      ...inner.flatMap((one) => one.formatting),
      ...(whole ? [{ kind: whole, text }] : []),
    ],
    emoji: inner.flatMap((one) => one.emoji),
  };
}

const MENTIONED = {
  user: ["user", "user_id", "@"],
  channel: ["channel", "channel_id", "#"],
  usergroup: ["group", "usergroup_id", "@"],
  team: ["team", "team_id", "@"],
  broadcast: ["broadcast", "range", "@"],
} as const;

function readElement(element: Fields): Reading {
  const type = textIn(element, "type") ?? "";
  const own = textIn(element, "text");
  const url = textIn(element, "url");
  const mentioned = type in MENTIONED ? MENTIONED[type as keyof typeof MENTIONED] : undefined;
  const id = mentioned && (textIn(element, mentioned[1]) ?? "");
  const name = textIn(element, "name");
  const spelled = mentioned ? `${mentioned[2]}${id}` : type === "emoji" ? `:${name}:` : undefined;
  const text = spelled ?? own ?? url ?? textIn(element, "fallback") ?? "";
  const style = fieldsIn(element, "style");
  const kinds = (["bold", "italic", "strike", "code"] as const).filter((kind) =>
    flagIn(style, kind),
  );
  return {
    text,
    mentions: mentioned ? [{ kind: mentioned[0], id: id ?? "" }] : [],
    links: type === "link" && url ? [{ url, label: own ?? "" }] : [],
    formatting: kinds.map((kind) => ({ kind, text })),
    emoji: type === "emoji" && name ? [name] : [],
  };
}
