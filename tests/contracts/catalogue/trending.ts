import { describe, expect, test } from "vitest";
import { type Paper, type Snapshot, type TrendAsk, trending } from "#papers";
import { holding, type Open, of, shared } from "./samples.ts";

const DAY = 86_400_000;

/** A Thursday at noon; the list of Wednesday is complete. */
const NOW = Date.parse("2024-03-07T12:00:00Z");

/** Papers of ten days' lists, and three that never stood on one. */
const PAPERS: readonly Paper[] = [
  ...Array.from({ length: 40 }, (_, n): Paper => {
    const daily = new Date(NOW - (1 + (n % 10)) * DAY).toISOString().slice(0, 10);
    const subject = n % 2 === 0 ? "Graphs" : "Images";
    return {
      key: `arxiv:2403.${10_000 + n}`,
      title: `On ${subject}, Part ${n}`,
      abstract: `A study of ${subject.toLowerCase()}.`,
      published: daily,
      daily,
      upvotes: (n * 7) % 41,
    };
  }),
  { key: "arxiv:2301.00001", title: "Old and Rising", abstract: "Trees.", published: "2023-01-01" },
  { key: "arxiv:2301.00002", title: "Old and Quiet", abstract: "Trees.", published: "2023-01-02" },
  { key: "arxiv:2301.00003", title: "Undated", abstract: "Trees." },
];

/** Two looks at every other paper, and at the one that rises. */
const SNAPSHOTS: readonly Snapshot[] = PAPERS.filter(
  (_, n) => n % 2 === 0 || PAPERS[n]?.title === "Old and Rising",
)
  .flatMap(({ key, upvotes = 60 }, n) => [
    { paper: key, at: NOW - 2 * DAY + n, upvotes: Math.floor(upvotes / 2) },
    { paper: key, at: NOW - DAY / 4 + n, upvotes },
  ])
  .sort((a, b) => a.at - b.at);

const titles = ({ hits }: { readonly hits: readonly { readonly paper: Paper }[] }) =>
  hits.map(({ paper }) => paper.title);

/** What is trending, by what was noted of upvotes. */
export function trendingContract(open: Open): void {
  const noted = async () => {
    const catalogue = await holding(open, PAPERS);
    await catalogue.note(SNAPSHOTS, NOW - 30 * DAY);
    return catalogue;
  };

  describe("trending", () => {
    const catalogue = shared(async () => {
      const filled = await of(PAPERS, open);
      await filled.note(SNAPSHOTS, NOW - 30 * DAY);
      return filled;
    });

    test.each(["day", "week", "month"] as const)(
      "of the %s is that of all that is known",
      async (window) => {
        const community = new Map([["arxiv:2301.00002", { votes: 2, saves: 1 }]]);
        const trend = await catalogue().trending({ window, now: NOW, community });
        expect(trend).toEqual(
          trending({ papers: PAPERS, snapshots: SNAPSHOTS, window, now: NOW, community }),
        );
        expect(trend.hits.length).toBeGreaterThan(0);
      },
    );

    test.each<[string, Omit<TrendAsk, "window" | "now">, (paper: Paper) => boolean]>([
      ["on a topic", { topic: "graphs" }, ({ title }) => /Graphs/.test(title)],
      ["on any of two", { topic: "graphs, images" }, ({ title }) => /Graphs|Images/.test(title)],
      ["on none of a topic", { exclude: "images, trees" }, ({ title }) => /Graphs/.test(title)],
      ["with so many upvotes", { least: 20 }, ({ upvotes = 0 }) => upvotes >= 20],
    ])("is narrowed to papers %s", async (_, narrowed, fits) => {
      const whole = titles(await catalogue().trending({ window: "month", now: NOW }));
      const { hits } = await catalogue().trending({ window: "month", now: NOW, ...narrowed });
      expect(hits.every(({ paper }) => fits(paper))).toBe(true);
      const fitting = PAPERS.filter(fits).map(({ title }) => title);
      expect(new Set(titles({ hits }))).toEqual(
        new Set(whole.filter((title) => fitting.includes(title))),
      );
    });

    test("is no longer than was asked for", async () => {
      const whole = await catalogue().trending({ window: "week", now: NOW });
      const { hits } = await catalogue().trending({ window: "week", now: NOW, most: 3 });
      expect(hits).toEqual(whole.hits.slice(0, 3));
    });

    test("follows what was noted since: new snapshots take the place of those from then on", async () => {
      const catalogue = await noted();
      const rising = async () =>
        (await catalogue.trending({ window: "week", now: NOW })).hits.find(
          ({ paper }) => paper.title === "Old and Rising",
        );
      expect(await rising()).toMatchObject({ gained: 30 });
      await catalogue.note(
        [{ paper: "arxiv:2301.00001", at: NOW - DAY / 8, upvotes: 35 }],
        NOW - DAY / 2,
      );
      expect(await rising()).toMatchObject({ gained: 5 });
      await catalogue.note([], NOW - 30 * DAY);
      expect(await rising()).toBeUndefined();
    });

    test("knows papers that came and changed meanwhile", async () => {
      const catalogue = await noted();
      const newest = {
        ...{ key: "arxiv:2403.99999", title: "Just Out", abstract: "" },
        ...{ daily: "2024-03-06", upvotes: 1000 },
      };
      await catalogue.add([newest]);
      const trend = async () => titles(await catalogue.trending({ window: "day", now: NOW }));
      expect((await trend())[0]).toBe("Just Out");
      await catalogue.add([{ ...newest, title: "Just Out, Revised" }]);
      expect((await trend())[0]).toBe("Just Out, Revised");
    });

    test("of an empty catalogue is empty", async () => {
      const catalogue = await holding(open, []);
      expect(titles(await catalogue.trending({ window: "day", now: NOW }))).toEqual([]);
    });
  });
}
