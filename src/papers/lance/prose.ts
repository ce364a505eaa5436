import type { Document } from "../search/document.ts";

/** What likeness looks at of a paper: the folded words of title and abstract. */
export type Prose = {
  readonly key: string;
  readonly title: readonly string[];
  readonly abstract: readonly string[];
};

/** All of it in one text, a line for each part. */
export function toProse({ key, title, text }: Document): string {
  return [key, title.join(" "), text.slice(title.length).join(" ")].join("\n");
}

/** Reads it again. */
export function readProse(prose: string): Prose {
  const [key = "", title, abstract] = prose.split("\n");
  return { key, title: wordsOf(title), abstract: wordsOf(abstract) };
}

function wordsOf(line = ""): readonly string[] {
  return line === "" ? [] : line.split(" ");
}
