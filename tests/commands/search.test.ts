import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDesk, shown } from "../desk.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.store.close());

describe("search", () => {
  test.each([
    ["graf transformer", "Graph Transformer"],
    ["persistant homology", "Persistent Homology"],
    ["GNN", "GNNs"],
    ["looped transformers", "Looped Transformers"],
  ])("%s finds “%s” on the first page", async (query, title) => {
    expect(shown(await desk.say(`search ${query}`))).toContain(title);
  });

  test("pages turn in place and back", async () => {
    const first = await desk.say("search transformers");
    const second = await desk.press(first, "Next page");
    expect(second.summary).toContain("page 2 of");
    expect(shown(await desk.press(second, "Previous page"))).toBe(shown(first));
  });

  test("filters narrow, and an empty answer says what to try", async () => {
    expect(shown(await desk.say("search transformers since:2025 sort:newest"))).toContain("2025");
    const none = await desk.say("search transformers author:Ada Lovelace since:2020");
    expect(none.summary).toMatch(
      /^Nothing found for “transformers” by “Ada Lovelace” since 2020\. Without that there are \d+ papers\.$/,
    );
    expect((await desk.press(none, "Search without it")).summary).toMatch(/^“transformers”: \d+ p/);
    expect((await desk.say("search graphs since:2024-02-31")).summary).toContain("is no date");
  });
});

test.each([
  ["search mamba", /^“mamba”: 1 paper$/],
  [
    "search graph transformer",
    /^“graph transformer”: 39 papers with every word, 131 with some, page 1 of 34$/,
  ],
  [
    "search graf transformer",
    /^“graf transformer”, read as “graph transformer”: 39 papers with every/,
  ],
  ["search mamba lovelace", /^“mamba lovelace”: no paper with every word, 1 with some$/],
  ["search GNN since:2025", /^“GNN” since 2025: 2 papers$/],
  ["search foo bar", /^Nothing found for “foo bar”\. Try fewer or more general words/],
  [
    'search "graph transfomer topology"',
    /\. “graph transfomer topology” alone: \d+ papers with every word, \d+ with some\.$/,
  ],
  ['search "quokka mamba"', /\. “quokka mamba” alone: no paper with every word, 1 with some\.$/],
  ["search 2402.02005 -graph", /\. “2402\.02005” alone: 1 paper\.$/],
  ["search -graph -the qqqq", /^Nothing found for “-graph -the qqqq”\. Try fewer or more/],
  ["search of the", /^Nothing found for “of the”\. Every search passes over such words: write it/],
  ["search ???", /^Nothing found for “\?\?\?”\. Try fewer or more general words/],
  ["search by author:sanford", /^“by” by “sanford”: 1 paper$/],
  ["search hmlogi", /^Nothing found for “hmlogi”\. Did you mean “homology”\?$/],
  [
    "search 2402.99999",
    /^Nothing found for “2402\.99999”\. It is not in my catalogue, but arXiv may/,
  ],
  ["show 2402.99999", /^arXiv 2402\.99999 is not in my catalogue\./],
  [`search ${"graph ".repeat(300)}`, /^“graph [graph ]{80,100}…”: \d+ papers/],
])("%s says what it found", async (line, said) => {
  expect((await desk.say(line)).summary).toMatch(said);
});

test("words alone are searched at a press where quotes find nothing", async () => {
  const none = await desk.say('search "graph topology transformer"');
  const found = await desk.press(none, "Search graph topology transformer");
  expect(found.summary).toMatch(/^“graph topology transformer”: \d+ papers with every word/);
});

test("a spelling that is offered is searched at a press, with the same filters", async () => {
  const none = await desk.say("search hmlogi since:2023");
  expect((await desk.press(none, "Search homology")).summary).toContain("“homology” since 2023: ");
});

test("a topic of two words is on both", async () => {
  expect((await desk.say('trending topic:"quantum computers"')).summary).toContain("Nothing");
  expect(shown(await desk.say("trending topic:quantum embedding"))).toContain("Quantum Embedding");
});

describe("find", () => {
  test("lists the papers that a text links to, and names those that are not in the catalogue", async () => {
    const found = await desk.say(
      'find "see https://arxiv.org/abs/2402.02005v2, and <https://huggingface.co/papers/2402.02005> or 2509.99999"',
    );
    expect(found.summary).toBe("2 papers in this message");
    expect(shown(found)).toContain("Topology-Informed Graph Transformer");
    expect(shown(found)).toContain("Not in my catalogue: arXiv 2509.99999");
  });

  test("without a link it shows what is nearest to the words, and says so", async () => {
    const found = await desk.say("find has anybody read something on persistent homology lately");
    expect(shown(found)).toContain("No paper is linked there: these are nearest to its words");
    expect(shown(found)).toMatch(/persistent homology/i);
    expect((await desk.say("find zzzzzz")).summary).toContain("none that I know");
  });
});

test("a paper can be shown short: its title and facts alone", async () => {
  const [card] = (await desk.say("show 2402.02005 short:yes")).blocks;
  expect(card).toMatchObject({ kind: "card", url: "https://arxiv.org/abs/2402.02005" });
  expect(card).not.toHaveProperty("body");
  expect(card).not.toHaveProperty("actions");
});
