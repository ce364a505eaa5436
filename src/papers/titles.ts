import { distance } from "fastest-levenshtein";
import { plain } from "./latex.ts";
import { normalised, type Paper } from "./paper.ts";

/** Titles by the start of any of their words, and by a near miss of the whole. */
export type Titles = {
  add(paper: Paper): void;
  remove(key: string): void;
  /** Keys of papers with a title word from which the title goes on as typed. */
  starting(typed: string, count: number): readonly string[];
  /** The key of the one title that begins like this, or is spelt nearly so; undefined when none or several are. */
  near(typed: string): string | undefined;
};

/** Shortest start of a title that can name a paper. */
const SHORTEST_START = 12;

/** Longest title that is compared letter by letter. */
const LONGEST = 300;

/** An empty list of titles. */
export function createTitles(): Titles {
  const entries = new Map<string, { readonly title: string; readonly rank: string }>();
  return {
    add(paper) {
      const votes = String(paper.upvotes ?? 0).padStart(8, "0");
      const title = ` ${normalised(plain(paper.title))}`;
      entries.set(paper.key, { title, rank: `${(paper.published ?? "").padEnd(10)}${votes}` });
    },
    remove: (key) => entries.delete(key),
    starting(typed, count) {
      const start = ` ${normalised(typed.slice(0, LONGEST))}`;
      return [...entries]
        .flatMap(([key, { title, rank }]) => {
          const at = title.indexOf(start);
          return at < 0 ? [] : [{ key, rank: `${at === 0 ? 1 : 0}${rank}` }];
        })
        .sort((a, b) => (a.rank < b.rank ? 1 : -1))
        .slice(0, count)
        .map(({ key }) => key);
    },
    near(typed) {
      const asked = normalised(typed.slice(0, LONGEST));
      if (asked.length < SHORTEST_START) return undefined;
      const starts = [...entries].filter(([, { title }]) => title.startsWith(` ${asked}`));
      if (starts.length > 0) return starts.length === 1 ? starts[0]?.[0] : undefined;
      const most = Math.floor(asked.length / 8);
      const alike = [...entries].filter(
        ([, { title }]) =>
          Math.abs(title.length - 1 - asked.length) <= most &&
          distance(title.slice(1, LONGEST), asked) <= most,
      );
      return alike.length === 1 ? alike[0]?.[0] : undefined;
    },
  };
}
