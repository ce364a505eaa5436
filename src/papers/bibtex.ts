import type { Paper } from "./paper.ts";
import { links } from "./paper.ts";

/** Characters that TeX reads as commands, with what prints them. */
const TEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "&": "\\&",
  "%": "\\%",
  "#": "\\#",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  $: "\\$",
};

/** Words too common to name a paper by. */
const SMALL = new Set(["a", "an", "the", "on", "of", "in", "for", "to", "and", "is", "are", "do"]);

/**
 * Papers as BibTeX, one entry each with keys that differ. arXiv papers get `eprint`, `archivePrefix`
 * and `primaryClass` as arXiv's own export does; fields that are not known are left out.
 */
export function bibtex(papers: readonly Paper[]): string {
  const taken = new Map<string, number>();
  return papers
    .map((paper) => {
      const key = citationKey(paper);
      const before = taken.get(key) ?? 0;
      taken.set(key, before + 1);
      // a, b, c … as BibTeX styles themselves do; a reader's list never holds 26 alike.
      return entry(paper, before ? key + String.fromCharCode(96 + before) : key);
    })
    .join("\n\n");
}

function entry(paper: Paper, key: string): string {
  const id = paper.key.startsWith("arxiv:") ? paper.key.slice("arxiv:".length) : undefined;
  const { page } = links(paper);
  const month = paper.published?.slice(5, 7);
  const fields: [string, string | undefined][] = [
    ["title", braced(source(paper.title))],
    ["author", paper.authors?.length ? braced(paper.authors.map(source).join(" and ")) : undefined],
    ["year", paper.published && braced(paper.published.slice(0, 4))],
    ["month", month && String(Number(month))],
    ["eprint", id && braced(id)],
    ["archivePrefix", id && braced("arXiv")],
    ["primaryClass", id && paper.categories?.[0] && braced(paper.categories[0])],
    ["url", page && braced(page)],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value ? [`  ${name.padEnd(13)} = ${value}`] : [],
  );
  return `@misc{${key},\n${lines.join(",\n")}\n}`;
}

/** Family name of the first author, year and first telling word: `vaswani2017attention`. */
function citationKey({ authors, published, title }: Paper): string {
  const words = ascii(title)
    .split(/[^a-z0-9]+/)
    .filter((word) => word && !SMALL.has(word));
  const family = ascii(authors?.[0] ?? "").match(/[a-z]+$/)?.[0] ?? "";
  return `${family}${published?.slice(0, 4) ?? ""}${words[0] ?? ""}` || "paper";
}

function ascii(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Text that holds LaTeX already is left as it is when its braces match; anything else is escaped. */
function source(text: string): string {
  return isLatex(text) ? text : text.replace(/[\\{}&%#_~^$]/g, (char) => TEX[char] ?? char);
}

function isLatex(text: string): boolean {
  if (!/\$[^$]+\$|\\[a-zA-Z]+|\\["'`^~][a-zA-Z{]/.test(text)) return false;
  // A last backslash would take the field's closing brace with it.
  if (/(?<!\\)(?:\\\\)*\\$/.test(text)) return false;
  let depth = 0;
  for (const char of text) {
    if (char === "{") depth += 1;
    if (char === "}" && --depth < 0) return false;
  }
  return depth === 0 && (text.match(/(?<!\\)\$/g)?.length ?? 0) % 2 === 0;
}

/** Braces keep the letters' case; a lone brace inside would end the field, and `source` leaves none. */
function braced(text: string): string {
  return `{${text}}`;
}
