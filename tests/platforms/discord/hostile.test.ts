import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "../../../src/platforms/discord/plain-text.ts";
import { anyReply } from "../console/replies.ts";
import { checkPapers, checkReply } from "./check.ts";
import { hostilePaper } from "./hostile.ts";
import { kinds, read } from "./markdown.ts";

/** Runs of ten papers each; `npm run chaos:discord` makes thousands. */
const seeded = { seed: 20261124, numRuns: 30 };
const ten = fc.array(hostilePaper, { minLength: 10, maxLength: 10 });

/** Milliseconds that hundreds of papers may take on a slow machine. */
const LONG = 60_000;

test(
  "hundreds of papers neither break a message, nor ping, format, link, or lose a title or a button",
  async () => {
    await fc.assert(fc.asyncProperty(ten, checkPapers), seeded);
  },
  LONG,
);

test(
  "any reply at all is drawn, fits, and keeps everything that can be pressed",
  async () => {
    await fc.assert(fc.asyncProperty(anyReply, checkReply), { ...seeded, numRuns: 300 });
  },
  LONG,
);

test(
  "any reply at all can be said in plain words",
  () => {
    const ours = new Set([
      "heading",
      "subtext",
      "link",
      "bold",
      "italic",
      "code",
      "time",
      "channel",
    ]);
    fc.assert(
      fc.property(anyReply, (reply) => {
        const said = plainText(reply);
        expect(said.trim()).not.toBe("");
        expect(said.length).toBeLessThanOrEqual(2000);
        expect(kinds(read(said)).filter((kind) => !ours.has(kind))).toEqual([]);
      }),
      { ...seeded, numRuns: 300 },
    );
  },
  LONG,
);
