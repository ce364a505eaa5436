import type { Action, Button, Next } from "#chat";
import { links, type Paper } from "#papers";

const button = (label: string, next: Next): Button => ({ kind: "button", label, next });

/** What can be done with a paper in a list: more like it, keep it, vote for it. */
export function paperActions(paper: Paper): readonly Action[] {
  const input = { paper: paper.key };
  return [
    button("Similar", { command: "similar", input }),
    button("Save", { command: "save", input }),
    button("Upvote", { command: "upvote", input }),
  ];
}

/** What can be done with a paper shown in full: the list's actions, citing it, and where to read it. */
export function fullActions(paper: Paper): readonly Action[] {
  const { page, pdf, code } = links(paper);
  const read = ([label, url]: readonly [string, string | undefined]): Action[] =>
    url ? [{ kind: "link", label, url }] : [];
  return [
    ...paperActions(paper),
    button("Cite", { command: "cite", input: { paper: paper.key } }),
    ...read(["PDF", pdf]),
    ...read(["Code", code]),
    ...(pdf ? [] : read(["Page", page])),
  ];
}

/** Buttons that turn the pages of a list in place; none when there is one page. */
export function turning(next: Next, page: number, pages: number): readonly Button[] {
  const to = (label: string, number: number): Button =>
    button(label, { ...next, input: { ...next.input, page: number }, answer: "over" });
  return [
    ...(page > 1 ? [to("Previous page", page - 1)] : []),
    ...(page < pages ? [to("Next page", page + 1)] : []),
  ];
}
