import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  plainText,
  renderDigestParts,
  renderHome,
  renderMessage,
  renderUnfurl,
} from "../../../src/platforms/slack/render.ts";
import { anyReply } from "../console/replies.ts";
import { draw, hostileReplies, repliesWith } from "./drawn-papers.ts";
import { HOSTILE } from "./hostile.ts";
import { dangersOf } from "./safe.ts";
import { wordsIn } from "./samples.ts";
import { faultsIn, lowestWeight } from "./strict.ts";

const seeded = { seed: 20261124, numRuns: 60 };

/** Seconds on a quiet machine; a busy one must not fail them. */
const PATIENCE_MS = 60_000;

describe("whatever a reply says", () => {
  const fits = (blocks: readonly object[], surface?: string) => {
    expect(faultsIn(blocks, surface)).toEqual([]);
    if (surface === undefined) expect(lowestWeight(blocks)).toBeLessThanOrEqual(12_000);
  };

  test(
    "it is drawn without a fault, everywhere",
    () => {
      fc.assert(
        fc.property(anyReply, fc.boolean(), (reply, cards) => {
          const pen = { ...draw, cards };
          const { text, blocks } = renderMessage(reply, pen);
          fits(blocks);
          fits(renderMessage(reply, { ...pen, surface: "modal" }).blocks, "modal");
          fits(renderHome([reply, reply], pen).blocks, "home");
          fits(renderUnfurl(reply, pen).blocks ?? [], "preview");
          const { main, details } = renderDigestParts(reply, pen);
          for (const part of [main, ...details]) fits(part.blocks);
          for (const said of [text, plainText(reply), main.text]) {
            expect(said.trim()).not.toBe("");
            expect(said.length).toBeLessThanOrEqual(4000);
            expect(said.isWellFormed()).toBe(true);
          }
        }),
        seeded,
      );
    },
    PATIENCE_MS,
  );

  test("an empty one says so", () => {
    const nothing = renderMessage({ summary: " ", blocks: [] }, draw);
    expect(nothing.text).toBe("There is nothing to show.");
    expect(wordsIn(nothing.blocks)).toEqual(["There is nothing to show."]);
  });

  test("drawing is pure: the same reply gives the same blocks", () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        expect(renderMessage(reply, draw)).toEqual(renderMessage(reply, draw));
      }),
      { ...seeded, numRuns: 50 },
    );
  });
});

describe("hostile papers", () => {
  test(
    "each of the worst words stays what it is in every field",
    () => {
      for (const text of HOSTILE) {
        const paper = {
          key: "arxiv:2402.00001",
          title: text,
          abstract: text,
          authors: [text, text],
        };
        for (const reply of repliesWith([paper, paper])) expect(dangersOf(reply)).toEqual([]);
      }
    },
    PATIENCE_MS,
  );

  test(
    "hundreds of them are drawn into valid blocks, in which nothing is live but what we wrote",
    () => {
      let papers = 0;
      fc.assert(
        fc.property(hostileReplies, ({ reply, count }) => {
          papers += count;
          expect(dangersOf(reply)).toEqual([]);
        }),
        { seed: 20261124, numRuns: 60 },
      );
      expect(papers).toBeGreaterThanOrEqual(300);
    },
    PATIENCE_MS,
  );
});
