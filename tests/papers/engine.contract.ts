import { beforeEach, describe, expect, test } from "vitest";
import type { Paper, SearchEngine } from "#papers";
import { readAsked } from "../../src/papers/asked.ts";

const paper = (number: number, title: string, abstract = "", rest: Partial<Paper> = {}): Paper => ({
  key: `arxiv:2401.0000${number}`,
  title,
  abstract,
  ...rest,
});

const PAPERS: readonly Paper[] = [
  paper(
    1,
    "Topology of Graph Transformers",
    "We study attention over graphs by persistent homology.",
  ),
  paper(2, "Graph Neural Networks", "A graph neural network (GNN) passes messages between nodes."),
  paper(3, "Message Passing Revisited", "Many a GNN forgets; messages between nodes get lost."),
  paper(4, "Diffusion for Images", "Images are made out of noise.", { published: "2024-02-01" }),
  paper(5, "Diffusion for Proteins", "Proteins are made out of noise.", {
    published: "2024-03-01",
  }),
];

/** What every search engine promises; `create` makes an empty one. */
export function engineContract(name: string, create: () => SearchEngine) {
  describe(`search engine: ${name}`, () => {
    let engine: SearchEngine;
    const find = (text: string) => engine.find(readAsked({ text }));
    const keys = (text: string) => find(text).found.map(({ key }) => key.slice(-1));
    const corrected = (text: string) => Object.fromEntries(find(text).corrected);
    beforeEach(() => {
      engine = create();
      engine.add(PAPERS);
    });

    test("knows its size, also after adding the same again and removing", () => {
      engine.add(PAPERS);
      expect(engine.size).toBe(5);
      engine.remove(["arxiv:2401.00001", "arxiv:9999.99999"]);
      expect(engine.size).toBe(4);
    });

    test("finds by any word, in any ending, best first", () => {
      expect(keys("topological graphs")[0]).toBe("1");
      expect(new Set(keys("diffusions"))).toEqual(new Set(["4", "5"]));
      expect(keys("protein diffusion").slice(0, 2)).toEqual(["5", "4"]);
    });

    test("finds nothing for stop words and for unknown words", () => {
      for (const text of ["the of and", "papers about", "qqqqqqqqqqqq", "?!"]) {
        expect(keys(text)).toEqual([]);
      }
    });

    test("corrects only what it does not know, and says so", () => {
      expect(corrected("grpah  Transfromer")).toEqual({
        grpah: "graph",
        transfromer: "transformer",
      });
      expect(keys("grpah transfromer")[0]).toBe("1");
      expect(corrected("graph homology")).toEqual({});
    });

    test("completes an unfinished last word, but never three letters, which are an acronym", () => {
      expect(keys("prot")).toEqual(["5"]);
      expect(corrected("prot")).toEqual({});
      expect(keys("pro")).toEqual([]);
      expect(engine.suggest("noise pro", 3)).toContain("arxiv:2401.00005");
    });

    test("corrects no word into one that shares too little with it", () => {
      for (const text of ["haph", "nodeform", "pods"]) expect(keys(text)).toEqual([]);
      expect(corrected("hraph")).toEqual({ hraph: "graph" });
      expect(corrected("zomology")).toEqual({ zomology: "homology" });
      expect(corrected("zomolopy")).toEqual({});
      for (const text of ["bnn", "hommock", "zzzgraphs"])
        expect(engine.nearest(text)).toBeUndefined();
    });

    test("reads acronyms both ways", () => {
      expect(new Set(keys("GNNs"))).toEqual(new Set(["2", "3"]));
      expect(keys("graph neural network")).toContain("3");
    });

    test("tells which words a paper holds, and whether those are all", () => {
      const { found } = find("protein noise topology");
      expect(found[0]?.matches).toEqual(["protein", "noise"]);
      expect(found.some(({ whole }) => whole)).toBe(false);
      const whole = (text: string) => {
        const all = find(text).found.filter((one) => one.whole);
        return all.map(({ key }) => key.slice(-1)).sort();
      };
      expect(whole("noise of proteins")).toEqual(["5"]);
      expect(whole("noise")).toEqual(["4", "5"]);
      expect(whole("noise prot")).toEqual(["5"]);
      expect(whole("graph neural network messages")).toEqual(["2", "3"]);
      expect(whole("noise qqqqqq")).toEqual([]);
    });

    test("forgets removed papers and learns changed ones", () => {
      engine.remove(["arxiv:2401.00005"]);
      expect(keys("proteins")).toEqual([]);
      engine.add([paper(4, "Autoregressive Weather", "Clouds.")]);
      expect(keys("images")).toEqual([]);
      expect(keys("weather")).toEqual(["4"]);
    });

    test("finds similar papers, never the paper itself, none for an unknown one", () => {
      const similar = engine.similar("arxiv:2401.00004", 5);
      expect(similar[0]?.key).toBe("arxiv:2401.00005");
      expect(similar.map(({ key }) => key)).not.toContain("arxiv:2401.00004");
      expect(engine.similar("arxiv:2401.00004", 1)).toHaveLength(1);
      expect(engine.similar("arxiv:9999.99999", 5)).toEqual([]);
    });

    test("suggests by the beginning of any word or of an id, newest first among equals", () => {
      const suggest = (typed: string) => engine.suggest(typed, 3).map((key) => key.slice(-1));
      expect(suggest("diff")).toEqual(["5", "4"]);
      expect(suggest("neural net")).toEqual(["2"]);
      expect(suggest("graph")).toEqual(["2", "1", "3"].slice(0, suggest("graph").length));
      expect(suggest("2401.00003")).toEqual(["3"]);
      expect(suggest("")).toEqual(["5", "4", "1"]);
    });

    test("offers the nearest spelling even where it would not correct by itself", () => {
      expect(corrected("homlgy")).toEqual({ homlgy: "homology" });
      expect(keys("hmlgy")).toEqual([]);
      expect(engine.nearest("hmlogi")).toBe("homology");
      expect(engine.nearest("graph")).toBeUndefined();
    });

    test("a query of 100 KB takes no longer than a short one", () => {
      for (const text of [
        "graph ".repeat(17_000),
        "x".repeat(100_000),
        "qw er ty ".repeat(11_000),
      ]) {
        const start = performance.now();
        find(text);
        engine.suggest(text, 5);
        expect(performance.now() - start).toBeLessThan(500);
      }
    });
  });
}
