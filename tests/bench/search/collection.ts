import type { Paper } from "#papers";
import { readJsonLines, readLines } from "./json-lines.ts";

/** A text to search for, or the key of a paper to find papers like; with the grade of each relevant paper. */
export type Topic = {
  readonly id: string;
  readonly text: string;
  /** Key of a paper → grade above 0. */
  readonly grades: ReadonlyMap<string, number>;
};

/** A collection with judgements of relevance. */
export type Collection = { readonly papers: readonly Paper[]; readonly topics: readonly Topic[] };

/**
 * Reads a collection: documents {id, title, text or abstract, …} and queries {id, text} as JSON
 * Lines, plain or gzipped; judgements as lines of query, document and grade with tabs or blanks between.
 * Queries without a relevant document are left out: nothing can be measured by them.
 * @throws Error that names the file and line which cannot be read
 */
export async function readCollection(files: {
  readonly corpus: string;
  readonly queries: string;
  readonly qrels: string;
}): Promise<Collection> {
  const grades = new Map<string, Map<string, number>>();
  for await (const { line, text } of readLines(files.qrels)) {
    const [query, document, grade] = text.trim().split(/\s+/);
    if (query === undefined || document === undefined || !Number.isFinite(Number(grade)))
      throw new Error(`Line ${line} of ${files.qrels}: give query, document and grade.`);
    if (Number(grade) <= 0) continue;
    const known = grades.get(query) ?? new Map<string, number>();
    grades.set(query, known.set(keyOf(document), Number(grade)));
  }
  const topics: Topic[] = [];
  for await (const { line, value } of readJsonLines(files.queries)) {
    const { id, text } = value;
    if (typeof id !== "string" || typeof text !== "string")
      throw new Error(`Line ${line} of ${files.queries}: give id and text.`);
    const judged = grades.get(id);
    if (judged) topics.push({ id, text, grades: judged });
  }
  const papers: Paper[] = [];
  for await (const paper of readCorpus(files.corpus)) papers.push(paper);
  return { papers, topics };
}

/**
 * The documents of a file as papers, with authors, categories and date where it has them.
 * @throws Error that names the line which is no document
 */
export async function* readCorpus(path: string): AsyncGenerator<Paper> {
  for await (const { line, value } of readJsonLines(path)) {
    const { id, title, text, abstract = text, authors, categories, published } = value;
    if (typeof id !== "string" || typeof title !== "string" || typeof abstract !== "string")
      throw new Error(`Line ${line} of ${path}: give id, title, and text or abstract.`);
    yield {
      ...{ key: keyOf(id), title, abstract },
      ...(isStrings(authors) && { authors }),
      ...(isStrings(categories) && { categories }),
      ...(typeof published === "string" && { published }),
    };
  }
}

/** The key under which a document of the collection is a paper. */
export function keyOf(id: string): string {
  return /^\d{4}\.\d{4,5}$/.test(id) ? `arxiv:${id}` : `document:${id}`;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
