import { describe, expect, test } from "vitest";
import { digestReply, trendReply } from "#cards";
import type { Trend, TrendHit } from "#papers";
import { shown } from "../desk.ts";

const paper = { key: "arxiv:2603.00001", title: "One", abstract: "" };
const next = { command: "trending", input: {} };

function said(trend: Partial<Trend>, hit: Partial<TrendHit> = {}, window: "day" | "week" = "day") {
  const hits = [{ paper, score: 1, lift: 1, ...hit }];
  const whole: Trend = { hits, basis: "upvotes", inWindow: true, ...trend };
  return shown(trendReply(whole, { window }, next, { hits, page: 1, pages: 1 }));
}

describe("a trending list says", () => {
  test.each([
    ["upvotes", "Ranked by upvotes."],
    ["aged", "Ranked by upvotes for their age."],
    ["gained", "Ranked by upvotes gained."],
    ["newest", "No upvotes are known for these: newest first."],
    [
      "community",
      "No upvotes are known for these: ranked by votes and saves here, then newest first.",
    ],
  ] as const)("what it is ranked by: %s", (basis, words) => {
    expect(said({ basis })).toContain(words);
  });

  test.each([
    [{ day: "2026-03-10", because: "newest" }, "This is Tuesday’s list of Hugging Face."],
    [
      { day: "2026-03-13", because: "weekend" },
      "Hugging Face has no list at weekends: this is Friday’s.",
    ],
    [
      { day: "2026-11-25", because: "none", expected: "2026-11-26" },
      "Hugging Face had no list on Thursday: this is Wednesday’s.",
    ],
    [
      { day: "2026-03-10", because: "missing", expected: "2026-03-11" },
      "Hugging Face’s list of Wednesday is not here yet: this is Tuesday’s.",
    ],
  ] as const)("whose list it is: %o", (list, words) => {
    expect(said({ list })).toContain(words);
  });

  test("how old its counts are", () => {
    expect(said({ staleDays: 3 })).toContain("Ranked by upvotes. These counts are 3 days old.");
    expect(said({})).not.toContain("old");
  });

  test("when nothing from its window is known", () => {
    expect(said({ inWindow: false, asOf: "2025-10-22" }, {}, "week")).toContain(
      "Nothing I know is from the last week (the newest paper is of 22 Oct 2025), so this list reaches back further.",
    );
  });

  test("the same in the daily post", () => {
    const hits = [{ paper, score: 1, lift: 1, gained: 38, gainedIn: 24.2 }];
    const trend: Trend = { hits, basis: "aged", inWindow: true, staleDays: 2 };
    const post = shown(digestReply({ hits, trend, day: "2026-03-11" }));
    expect(post).toContain("Ranked by upvotes for their age. These counts are 2 days old.");
    expect(post).toContain("+38 upvotes in a day");
  });
});

describe("a paper of the list says why it is there", () => {
  test.each([
    [{ gained: 38, gainedIn: 24 }, "+38 upvotes in a day"],
    [{ gained: 38, gainedIn: 17.3 }, "+38 upvotes in 17 hours"],
    [{ gained: 1, gainedIn: 71 }, "+1 upvote in 3 days"],
    [{ gained: 38 }, "+38 upvotes in a day"],
    [{ rising: true }, "rising fast for its age"],
    [{ votes: 3, saves: 2 }, "3 votes and 2 saves here"],
    [
      { gained: 38, gainedIn: 24, rising: true, votes: 1 },
      "+38 upvotes in a day · rising fast for its age · 1 vote here",
    ],
  ] as const)("%o", (hit, words) => {
    expect(said({}, hit)).toContain(words);
  });

  test("or nothing where nothing is known", () => {
    expect(said({}, { gained: 0, gainedIn: 24 })).not.toMatch(/\+0|here|rising/);
  });
});
