import { createCollection } from "../collection.ts";
import { findIds, parseId } from "../ids.ts";
import { normalTitle, type Paper, titleKey } from "../paper.ts";
import { OFFERED } from "../search/spelling.ts";
import { ask, quoted, quotedAll } from "./ask.ts";
import { type Held, heldUnder, heldWhere } from "./held.ts";
import { readText } from "./reading.ts";
import { holding, type Shelf } from "./shelf.ts";

/**
 * Opens the paper that a text names. Everything that it could mean is looked up, and a collection of
 * just that decides by the rules that hold in memory.
 */
export async function resolve(text: string, shelf: Shelf): Promise<Paper | undefined> {
  const wanted = text.trim().slice(0, LONGEST);
  const decide = (held: Held) =>
    createCollection({ papers: held.papers.values(), replaced: held.replaced }).resolve(text);
  const id = parseId(wanted);
  if (id !== undefined) return decide(await heldUnder(shelf.papers, [`arxiv:${id}`]));
  if (wanted === "") return undefined;
  const exact = decide(await heldWhere(shelf.papers, namingExactly(wanted)));
  if (exact) return exact;
  const title = normalTitle(wanted.slice(0, LONGEST_TITLE));
  const begun = await heldWhere(shelf.papers, [beginning(title)], FEW);
  return decide(begun.papers.size > 0 ? begun : await nearTitles(wanted, shelf));
}

/** Characters of a text in which a name is looked for. */
const LONGEST = 2048;
const LONGEST_TITLE = 400;

/** Two of which no one is meant are as good as more. */
const FEW = 3;

/** Papers whose titles are compared with a misspelt one. */
const COMPARED = 50;

/** The papers that a text names by key, id, title or address; see `Collection`. */
function namingExactly(wanted: string): readonly string[] {
  const keys = [wanted, ...findIds(wanted).map((id) => `arxiv:${id}`)];
  const url = wanted.replace(/^<([^|>]*)(?:\|[^>]*)?>$/, "$1");
  return [
    `key IN ${quotedAll(keys)}`,
    `named = ${quoted(titleKey(wanted))}`,
    ...(/^https?:/.test(url) ? [`url = ${quoted(url)}`] : []),
  ];
}

/** Titles that begin so, as SQL. */
export function beginning(title: string): string {
  return `title >= ${quoted(title)} AND title < ${quoted(`${title}\u{10ffff}`)}`;
}

async function nearTitles(text: string, shelf: Shelf): Promise<Held> {
  const { papers, lance } = shelf;
  const { terms } = await readText(text, OFFERED, shelf);
  if (terms.length === 0) return heldUnder(papers, []);
  const match = holding({ any: terms.flat().map(({ stem }) => stem) }, lance);
  const rows = await ask(papers, ["key"], { match, limit: COMPARED });
  return heldUnder(
    papers,
    rows.map(({ key }) => key),
  );
}
