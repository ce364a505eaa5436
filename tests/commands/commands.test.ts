import { readdirSync } from "node:fs";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actionsOf, readWords, UserError } from "#chat";
import { commands } from "#commands";
import { openDesk, shown } from "../desk.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.store.close());

test("every file of commands stands in the list", () => {
  const files = readdirSync("commands")
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((name) => name !== "index");
  expect(commands.map(({ name }) => name).sort()).toEqual(files.sort());
});

describe("one paper", () => {
  test.each([
    "2402.02005",
    "arXiv:2402.02005v2",
    "https://arxiv.org/abs/2402.02005",
    "https://huggingface.co/papers/2402.02005",
    "https://www.alphaxiv.org/abs/2402.02005",
    "https://doi.org/10.48550/arXiv.2402.02005",
    "Topology-Informed Graph Transformer",
  ])("%s opens the same paper", async (typed) => {
    const reply = await desk.say(`show ${typed}`);
    expect(reply.summary).toBe("Topology-Informed Graph Transformer");
    expect(shown(reply)).toContain("arXiv 2402.02005");
  });

  test("an unknown one is refused with the nearest", async () => {
    const reply = await desk.say("show something about toplogy of maps");
    expect(reply.problem).toBe("refused");
    expect(reply.summary).toMatch(/I know no paper .* The nearest is “.+”/);
  });

  test("similar papers don't hold the paper itself", async () => {
    const reply = await desk.say("similar 2402.02005");
    const titles = reply.blocks.flatMap((block) =>
      block.kind === "card" ? [String(block.title)] : [],
    );
    expect(titles).toHaveLength(5);
    expect(titles).not.toContain("Topology-Informed Graph Transformer");
  });

  test("its citation is BibTeX with its eprint", async () => {
    expect(shown(await desk.say("cite 2402.02005"))).toMatch(
      /@misc\{2024topology,\n {2}title {9}= \{Topology-Informed Graph Transformer\},[\s\S]*eprint {8}= \{2402\.02005\}/,
    );
  });
});

describe("a reader's own list", () => {
  test("keeps what is saved, by word or button, and gives it back as BibTeX", async () => {
    expect((await desk.say("saved")).summary).toContain("You have saved nothing yet");
    const saved = await desk.say("save 2402.02005");
    expect(saved.summary).toBe("Saved: Topology-Informed Graph Transformer");
    expect((await desk.say("save 2402.02005")).summary).toContain("Already on your list");
    await desk.press(await desk.say("search looped transformers"), "Save");
    const list = await desk.say("saved");
    expect(list.summary).toBe("Your saved papers: 2 papers");
    expect(shown(await desk.press(list, "Export as BibTeX"))).toContain("2402.02005");
    await desk.press(saved, "Undo");
    expect((await desk.say("saved")).summary).toBe("Your saved papers: 1 paper");
    expect((await desk.say("save 2402.02005 remove")).summary).toContain("Was not on your list: ");
    const looped = await desk.press(await desk.say("saved"), "Remove");
    expect(looped.summary).toContain("Taken off your list: ");
    expect(actionsOf(looped).map((action) => action.kind === "button" && action.label)).toEqual([
      "Undo",
      "Your list",
    ]);
  });

  test("a vote counts once, can be taken back, and lifts a paper in trending", async () => {
    expect((await desk.say("upvote 2402.02005")).summary).toContain("(1 vote here)");
    expect((await desk.say("upvote 2402.02005")).summary).toContain("already");
    expect(shown(await desk.say('trending topic:"graph transformer"'))).toContain("1 vote here");
    const back = await desk.say("upvote 2402.02005 withdraw");
    expect(back.summary).toBe(
      "Vote taken back: Topology-Informed Graph Transformer (0 votes here)",
    );
    expect((await desk.say("upvote 2402.02005 withdraw")).summary).toContain("You had not voted");
    expect((await desk.press(back, "Undo")).summary).toContain("Upvoted: ");
  });
});

test("trending says what it is ranked by and how old it is", async () => {
  const reply = await desk.say("trending");
  expect(shown(reply)).toContain("the newest paper is of 22 Oct 2025");
  expect(shown(reply)).toMatch(/^Trending today\n[\s\S]*Ranked by upvotes\.\n/);
  expect((await desk.say("trending week")).summary).toBe("Trending this week");
  const onTopic = shown(await desk.say("trending month topology"));
  expect(onTopic).toMatch(
    /^Trending this month on “topology”\nNothing I know on “topology” is from/,
  );
  expect((await desk.say("trending topic:zzzzzz")).summary).toBe(
    "Nothing is trending on “zzzzzz”.",
  );
});

test("help lists every command, and explains one", async () => {
  const all = shown(await desk.say("help"));
  for (const { name } of commands) expect(all).toContain(`\n${name}`);
  expect(all).toContain(
    "subscribe [time] [zone] [days] [count] [topics] [exclude] [least] [empty]",
  );
  expect(all.match(/\(managers only\)/g)).toHaveLength(2);
  expect(shown(await desk.say("help subscribe"))).toContain("zone");
  expect((await desk.say("help serch")).summary).toContain("Did you mean search?");
});

test("500 random lines never break the host", async () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...commands.map(({ name }) => name),
      "2402.02005",
      "page:2",
      "time:",
      "x:y",
      '"',
    ),
    fc.constantFrom(
      "which:1",
      "do:pause",
      "pause",
      "remove",
      "zone:berlin",
      "topic:graphs",
      "export",
    ),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
      const line = words.join(" ");
      try {
        readWords(line, desk.bot.host.commands);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        return;
      }
      expect((await desk.say(line)).problem).not.toBe("failed");
    }),
    { numRuns: 500, seed: 11 },
  );
  expect(desk.failures).toEqual([]);
}, 30_000);
