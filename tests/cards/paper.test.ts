import { expect, test } from "vitest";
import { paperReply, titleOf } from "#cards";
import { actionsOf } from "#chat";
import type { Paper } from "#papers";
import { shown } from "../desk.ts";

const BARE: Paper = { key: "title:0", title: "A $\\beta$-VAE", abstract: "" };

test("a paper of which nothing is known but its title says so, and has nothing to read", () => {
  expect(shown(paperReply(BARE))).toContain("A β-VAE\n");
  expect(shown(paperReply(BARE))).toContain("No abstract is known for this paper.");
  expect(actionsOf(paperReply(BARE)).filter(({ kind }) => kind === "link")).toEqual([]);
  expect(titleOf(BARE)).toBe("A β-VAE");
});

test("everything that is known of a paper is shown, twelve authors of many", () => {
  const authors = Array.from({ length: 15 }, (_, at) => `Author ${at + 1}`);
  const reply = paperReply({
    ...BARE,
    key: "arxiv:2401.00001",
    abstract: "One. Two.",
    authors,
    published: "2024-01-05",
    categories: ["cs.LG", "math.AT"],
    upvotes: 1234,
    code: { url: "https://github.com/a/b", stars: 1 },
    keywords: ["beta", "vae"],
  });
  const said = shown(reply);
  expect(said).toContain(
    `${authors.slice(0, 12).join(", ")} and 3 more · 5 Jan 2024 · 1,234 upvotes · 1 star`,
  );
  expect(said).toContain("One. Two.\narXiv 2401.00001 · cs.LG, math.AT · keywords beta, vae");
  expect(actionsOf(reply).flatMap((one) => (one.kind === "link" ? [one.url] : []))).toEqual([
    "https://arxiv.org/pdf/2401.00001",
    "https://github.com/a/b",
    "https://huggingface.co/papers/2401.00001",
  ]);
  expect(titleOf({ ...BARE, url: "javascript:alert(1)" })).toBe("A β-VAE");
});
