import { digestReply, pageReply } from "#cards";
import type { Block, Reply } from "#chat";
import type { Paper } from "#papers";
import { draw, textsOf } from "./drawn.ts";

export const reply = (...blocks: readonly Block[]): Reply => ({ summary: "About it", blocks });
export const says = async (text: Reply["blocks"][number]) =>
  textsOf(await draw(reply(text))).join("\n");
export const words = (text: Extract<Block, { kind: "text" }>["text"]) =>
  says({ kind: "text", text });

const paper = (number: number): Paper => ({
  key: `arxiv:2401.${String(number).padStart(5, "0")}`,
  title: `Topological Graph Transformers of the Order ${number}`,
  abstract: "We show that it works, for all graphs and some more. ".repeat(8),
  authors: ["Ada Lovelace", "George Boole", "Emmy Noether", "Alan Turing"],
  published: "2024-02-03",
  upvotes: 1234,
  code: { url: "https://github.com/a/b", stars: 99 },
});
const papers = (count: number) => Array.from({ length: count }, (_, i) => paper(i + 1));
const rising = (all: readonly Paper[]) =>
  all.map((one) => ({ paper: one, score: 1, lift: 1, gained: 38, votes: 2 }));
const next = { command: "search", input: { query: "graph" } };
export const pageOf = (count: number, part: { total: number; page: number; pages: number }) => {
  const hits = papers(count).map((one) => ({
    paper: one,
    score: 1,
    matches: ["graph", "order"],
    whole: true,
  }));
  return pageReply({ hits, whole: part.total, ...part }, { query: "graph" }, next);
};
export const digestOf = (count: number) =>
  digestReply({
    hits: rising(papers(count)),
    trend: { hits: [], basis: "gained", inWindow: true },
    day: "2026-11-24",
    topics: "topology",
  });
export const card = (more: object = {}): Block => ({ kind: "card", title: "A card", ...more });
export const button = (label: string, command = "save", input = {}) => ({
  kind: "button" as const,
  label,
  next: { command, input },
});
