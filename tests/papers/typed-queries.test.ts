import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Catalogue, createCatalogue, fileSource } from "#papers";

/** What somebody would type who knows the papers and not the engine, and the one paper that it is after. */
type TypedQuery = {
  readonly kind: string;
  readonly query: string;
  /** The paper's arXiv id, or its title where it has none. */
  readonly finds: string;
};

const QUERIES = JSON.parse(
  readFileSync(new URL("./typed-queries.json", import.meta.url), "utf8"),
) as readonly TypedQuery[];

/** Of forty queries so many find their paper among the first five. */
const FOUND = 38;

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = createCatalogue();
  await catalogue.add(await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
});

describe("forty queries as people type them", () => {
  test("are forty, each after a paper of its own in the bundled catalogue", async () => {
    const meant = await Promise.all(QUERIES.map(({ finds }) => catalogue.resolve(finds)));
    expect(new Set(meant.map((paper) => paper?.key)).size).toBe(40);
    expect(meant.every((paper) => paper !== undefined)).toBe(true);
  });

  test(`find their paper among the first five, at least ${FOUND} of them`, async () => {
    const missed: string[] = [];
    for (const { kind, query, finds } of QUERIES) {
      const paper = await catalogue.resolve(finds);
      const { hits } = await catalogue.search({ text: query, size: 5 });
      if (!hits.some((hit) => hit.paper.key === paper?.key))
        missed.push(`${kind}: ${query} → ${paper?.title}`);
    }
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(QUERIES.length - FOUND);
  });
});
