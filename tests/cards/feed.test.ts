import { expect, test } from "vitest";
import { trendFeed } from "#cards";
import type { Paper, Trend } from "#papers";

const paper = (special: Partial<Paper> = {}): Paper => ({
  key: "arxiv:2401.00001",
  title: "Learning $\\alpha$-graphs",
  abstract: "We study $\\alpha$.",
  ...special,
});
const trendOf = (...papers: Paper[]): Trend => ({
  hits: papers.map((one) => ({ paper: one, score: 1, lift: 1, gained: 3, gainedIn: 24 })),
  basis: "upvotes",
  inWindow: true,
});

test("a feed is the list in its order, said in plain words", () => {
  const full = paper({
    authors: ["Ada", "Ben"],
    published: "2024-01-02",
    categories: ["cs.LG"],
    keywords: ["graphs"],
    upvotes: 5,
  });
  expect(trendFeed(trendOf(full), { window: "week", topic: "graphs" })).toEqual({
    title: "Trending papers of the week on “graphs”",
    about: "Ranked by upvotes.",
    entries: [
      {
        key: "arxiv:2401.00001",
        title: "Learning α-graphs",
        url: "https://arxiv.org/abs/2401.00001",
        pdf: "https://arxiv.org/pdf/2401.00001",
        authors: ["Ada", "Ben"],
        published: "2024-01-02",
        categories: ["cs.LG", "graphs"],
        facts: "Ada and Ben · 2 Jan 2024 · 5 upvotes",
        why: "+3 upvotes in a day",
        abstract: "We study α.",
      },
    ],
  });
});

test("an address that is none of the web is left out", () => {
  const bad = paper({ key: "title:1", url: "javascript:alert(1)" });
  const [entry] = trendFeed(trendOf(bad), { window: "day" }).entries;
  expect(entry).not.toHaveProperty("url");
});

test("a long list is cut to what a day's list has", () => {
  const many = Array.from({ length: 99 }, (_, i) => paper({ key: `title:${i}` }));
  expect(trendFeed(trendOf(...many), { window: "day" }).entries).toHaveLength(30);
});
