import type { FeedEntry } from "#cards";
import { literal } from "./literal.ts";

/** A paper as HTML for a feed reader: what is known of it, why it is here, and its abstract. */
export function entryHtml({ facts, why, abstract, pdf }: FeedEntry): string {
  return [
    ...[facts, why, abstract].filter(Boolean).map((words) => `<p>${literal(words ?? "")}</p>`),
    pdf === undefined ? "" : `<p><a href="${literal(pdf)}">PDF</a></p>`,
  ].join("");
}

/**
 * A day as feeds write instants, `2023-07-14T00:00:00Z`; of a date that is a month or a year its first
 * day. Undefined when it is no date.
 */
export function instantOf(iso: string | undefined): string | undefined {
  const [, year, month = "01", day = "01"] =
    /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?!\d)/.exec(iso ?? "") ?? [];
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(".000", "");
}
