import type { types } from "@slack/bolt";
import { clean, isBlank } from "#chat";
import { LIMITS } from "./limits.ts";

/**
 * Literal text in one frame to copy. It is cut only where it is longer than `longest`, after a line,
 * and a sentence says so.
 */
export function drawCode(code: string, longest: number): types.KnownBlock[] {
  const whole = clean(code).replace(/^\n+|\s+$/g, "");
  if (isBlank(whole)) return [];
  const kept = beginning(whole, longest);
  const frame: types.RichTextBlockElement = {
    type: "rich_text_preformatted",
    elements: pieces(kept).map((text) => ({ type: "text", text })),
  };
  if (kept.length === whole.length) return [{ type: "rich_text", elements: [frame] }];
  const lines = whole.slice(kept.length).trim().split("\n").length;
  const said = `Cut here: ${lines} more ${lines === 1 ? "line does" : "lines do"} not fit in a Slack message.`;
  const note: types.RichTextBlockElement = {
    type: "rich_text_section",
    elements: [{ type: "text", text: said, style: { italic: true } }],
  };
  return [{ type: "rich_text", elements: [frame, note] }];
}

function beginning(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const line = text.lastIndexOf("\n", longest);
  if (line > longest / 2) return text.slice(0, line);
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "");
}

/** Pieces as long as Slack takes a text elsewhere; of rich text no such limit is known. */
function pieces(text: string): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length; ) {
    const piece = text.slice(at, at + LIMITS.section).replace(/[\uD800-\uDBFF]$/, "");
    out.push(piece);
    at += piece.length;
  }
  return out;
}
