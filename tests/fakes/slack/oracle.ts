import { type Node, NodeType, parse } from "slack-message-parser";

/** Something that a text does beyond being read. */
export type Mention = {
  readonly kind: "user" | "channel" | "broadcast" | "group" | "date" | "team" | "other";
  /** The id of who or what is meant; `here`, `channel` or `everyone` of a broadcast. */
  readonly id: string;
};

/** What Slack sees in a text with its markup. */
export type Reading = {
  /** The text as a person reads it: labels of links, entities decoded. */
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly links: readonly { readonly url: string; readonly label: string }[];
  readonly formatting: readonly {
    readonly kind: "bold" | "italic" | "strike" | "code" | "preformatted" | "quote";
    readonly text: string;
  }[];
  /** Names between colons that would be shown as pictures. */
  readonly emoji: readonly string[];
};

/** Commands that ping more than one person. */
const BROADCASTS = ["here", "channel", "everyone", "group"];

const STYLES = {
  [NodeType.Bold]: "bold",
  [NodeType.Italic]: "italic",
  [NodeType.Strike]: "strike",
  [NodeType.Code]: "code",
  [NodeType.PreText]: "preformatted",
  [NodeType.Quote]: "quote",
} as const;

/**
 * Reads mrkdwn with a parser that is not ours (slack-message-parser), so that a test can say what a text would do.
 * `verbatim` as in the text object: without it, Slack makes links of bare addresses as well.
 */
export function readMrkdwn(text: string, options: { readonly verbatim?: boolean } = {}): Reading {
  const mentions: Mention[] = [];
  const links: Reading["links"][number][] = [];
  const formatting: Reading["formatting"][number][] = [];
  const emoji: string[] = [];
  const all = (nodes: readonly Node[] = []): string => nodes.map(read).join("");
  const styled = (kind: (typeof STYLES)[keyof typeof STYLES], inner: string): string => {
    formatting.push({ kind, text: inner });
    return inner;
  };
  const read = (node: Node): string => {
    switch (node.type) {
      case NodeType.Root:
        return all(node.children);
      case NodeType.Text: {
        const plain = decoded(node.text);
        if (!options.verbatim)
          for (const [url] of plain.matchAll(BARE)) links.push({ url, label: url });
        return plain;
      }
      case NodeType.UserLink:
        mentions.push({ kind: "user", id: node.userID });
        return all(node.label) || `@${node.userID}`;
      case NodeType.ChannelLink:
        mentions.push({ kind: "channel", id: node.channelID });
        return all(node.label) || `#${node.channelID}`;
      case NodeType.Command:
        mentions.push(commanded(node.name, node.arguments));
        return all(node.label) || `@${node.name}`;
      case NodeType.URL: {
        const label = all(node.label);
        links.push({ url: decoded(node.url), label });
        return label || decoded(node.url);
      }
      case NodeType.Emoji:
        emoji.push(node.name);
        return node.source;
      case NodeType.Bold:
      case NodeType.Italic:
      case NodeType.Strike:
      case NodeType.Quote:
        return styled(STYLES[node.type], all(node.children));
      case NodeType.Code:
      case NodeType.PreText:
        return styled(STYLES[node.type], decoded(node.text));
    }
  };
  const whole = read(parse(text));
  return { text: whole, mentions, links, formatting, emoji };
}

/** Addresses that Slack makes links of by itself. */
const BARE = /\b(?:https?:\/\/|www\.)[^\s<>|]+/g;

function commanded(name: string, args: readonly string[]): Mention {
  if (BROADCASTS.includes(name)) return { kind: "broadcast", id: name };
  if (name === "subteam") return { kind: "group", id: args[0] ?? "" };
  return { kind: name === "date" ? "date" : "other", id: name };
}

/** Plain text of what Slack's markup has escaped. */
function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
