import { address, byType, type Check, flag, list, oneOf, shape, text, whole } from "./check.ts";
import { id, LENGTHS } from "./texts.ts";

/** Slack refuses a style that says nothing. */
const style = (...names: readonly string[]): Check =>
  shape(Object.fromEntries(names.map((name) => [name, flag])), [], (value, at, report) => {
    if (Object.keys(value).length === 0) report(at, "must have at least one property");
  });

const PLAIN_STYLE = style("bold", "italic", "strike", "code", "underline");
const MENTION_STYLE = style(
  "bold",
  "italic",
  "strike",
  "highlight",
  "client_highlight",
  "unlink",
  "underline",
);

const MOST = 12_000;
/** A workspace's id, a channel's, a person's: a letter that names the kind, then capitals and digits. */
const encoded = (letters: string): Check => {
  const form = new RegExp(`^[${letters}][A-Z0-9]+$`);
  return (value, at, report) => {
    if (typeof value !== "string" || !form.test(value)) report(at, "must be an encoded ID");
  };
};

const LINK = shape(
  {
    type: oneOf("link"),
    url: address(LENGTHS.url, ["http:", "https:", "mailto:", "slack:"]),
    text: text(MOST),
    unsafe: flag,
    style: PLAIN_STYLE,
  },
  ["url"],
);

const TEXT = shape({ type: oneOf("text"), text: text(MOST), style: PLAIN_STYLE }, ["text"]);

const mention = (type: string, name: string, check: Check): Check =>
  shape({ type: oneOf(type), [name]: check, style: MENTION_STYLE }, [name]);

/** What may stand in a line of rich text. */
const INLINE: Check = byType({
  text: TEXT,
  link: LINK,
  emoji: shape(
    {
      type: oneOf("emoji"),
      name: text(LENGTHS.id),
      unicode: text(LENGTHS.id),
      url: address(),
      skin_tone: whole(1, 6),
      style: PLAIN_STYLE,
    },
    ["name"],
  ),
  user: mention("user", "user_id", encoded("UW")),
  usergroup: mention("usergroup", "usergroup_id", encoded("S")),
  channel: mention("channel", "channel_id", encoded("CDG")),
  team: mention("team", "team_id", encoded("TE")),
  broadcast: mention("broadcast", "range", oneOf("here", "channel", "everyone")),
  color: mention("color", "value", text(LENGTHS.id)),
  date: shape(
    {
      type: oneOf("date"),
      timestamp: whole(0, 9_999_999_999),
      format: text(LENGTHS.text),
      url: address(),
      fallback: text(LENGTHS.text),
      style: PLAIN_STYLE,
    },
    ["timestamp", "format"],
  ),
});

const border = oneOf(0, 1);
const SECTION = shape({ type: oneOf("rich_text_section"), elements: list(INLINE, 1000) }, [
  "type",
  "elements",
]);

const PARTS: Check = byType({
  rich_text_section: SECTION,
  rich_text_list: shape(
    {
      type: oneOf("rich_text_list"),
      style: oneOf("bullet", "ordered"),
      elements: list(byType({ rich_text_section: SECTION }), 1000),
      indent: whole(0, 8),
      offset: whole(0, 9999),
      border,
    },
    ["style", "elements"],
  ),
  rich_text_quote: shape({ type: oneOf("rich_text_quote"), elements: list(INLINE, 1000), border }, [
    "elements",
  ]),
  rich_text_preformatted: shape(
    {
      type: oneOf("rich_text_preformatted"),
      elements: list(byType({ text: TEXT, link: LINK }), 1000),
      border,
      language: text(LENGTHS.id),
    },
    ["elements"],
  ),
});

/** A rich_text block, to its last style. */
export const richText: Check = shape(
  { type: oneOf("rich_text"), block_id: id, elements: list(PARTS, 1000) },
  ["type", "elements"],
);
