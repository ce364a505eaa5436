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

test("a spelling that is offered is searched at a press, with the same filters", async () => {
  const none = await desk.say("search hmlogi since:2023");
  expect((await desk.press(none, "Search homology")).summary).toContain("“homology” since 2023: ");
});

test("a topic of two words is on both", async () => {
  expect((await desk.say('trending topic:"quantum computers"')).summary).toContain("Nothing");
  expect(shown(await desk.say("trending topic:quantum embedding"))).toContain("Quantum Embedding");
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

describe("subscriptions", () => {
  test("subscribe tells the next post in local time, and every button does what it says", async () => {
    const made = await desk.say(
      'subscribe time:9am days:daily count:3 topics:"graph transformers"',
    );
    expect(made.summary).toBe(
      "Subscribed: #general gets 3 papers every day at 09:00 (Europe/Berlin) on graph transformers. Next post: Tue 24 Nov, 09:00 (Europe/Berlin).",
    );
    expect(shown(await desk.press(made, "Preview"))).toContain("Papers for 24 Nov 2026");
    const paused = await desk.press(await desk.say("subscriptions"), "Pause");
    expect(paused.summary).toContain("Paused");
    expect(shown(await desk.say("subscriptions"))).toContain(
      "nothing is posted until it is resumed",
    );
    expect((await desk.press(paused, "Resume")).summary).toContain("Resumed: the next post");
    const removed = await desk.press(await desk.say("subscriptions"), "Remove");
    expect((await desk.say("subscriptions")).summary).toContain("No channel is subscribed yet");
    await desk.press(removed, "Undo");
    expect(shown(await desk.say("subscriptions"))).toContain("on graph transformers");
  });

  test("typed settings change what they name, and a button's are complete", async () => {
    await desk.say("subscribe time:08:00 count:3 topics:topology");
    await desk.say("subscribe topics:topology days:mon");
    expect(shown(await desk.say("subscriptions"))).toContain(
      "Monday at 08:00 (Europe/Berlin)\n3 papers",
    );
    const list = await desk.say("subscriptions");
    const edit = actionsOf(list).find((one) => one.kind === "button" && one.label === "Edit");
    expect(edit).toMatchObject({ next: { input: { time: "08:00", topics: "topology" } } });
  });

  test("only managers may, by word or by button", async () => {
    const refused = await desk.say("subscribe", false);
    expect(refused).toMatchObject({ problem: "refused" });
    expect(refused.summary).toContain("ask one of them");
    await desk.say("subscribe");
    const list = await desk.say("subscriptions");
    expect((await desk.press(list, "Remove", false)).problem).toBe("refused");
    expect((await desk.say("subscriptions")).summary).toContain("#general");
  });

  test("a post goes where and as the manager chose, and an edit keeps the place", async () => {
    await desk.say('subscribe channel:"<#C7|papers>" mention:"<@&42>" thread:yes loud:yes');
    const [one] = await desk.store.subscriptions.inTenant(desk.at);
    expect(one).toMatchObject({
      channel: "C7",
      manner: { mention: "42", thread: true, loud: true },
    });
    const shownOnce = shown(await desk.say("subscriptions"));
    expect(shownOnce).toContain("mentions a role · rings · opens a thread");
    await desk.say(`subscribe which:${one?.id} mention:none time:10:00`);
    expect(await desk.store.subscriptions.inTenant(desk.at)).toMatchObject([
      { channel: "C7", time: "10:00" },
    ]);
    expect((await desk.store.subscriptions.inTenant(desk.at))[0]?.manner).toBeUndefined();
  });

  test("a channel that can't be posted in is refused with its cure", async () => {
    const call = {
      command: "subscribe",
      by: { id: "ada", manager: true, zone: "UTC" },
      at: desk.at,
    };
    const barred = { general: "I may not send messages there: allow me Send Messages." };
    const here = await desk.bot.host.answer({ ...call, input: {}, barred });
    expect(here).toMatchObject({ problem: "refused", summary: barred.general });
    const there = await desk.bot.host.answer({ ...call, input: { channel: "C9" }, barred });
    expect(there.problem).toBeUndefined();
  });

  test("many are listed a page at a time, and each can be managed", async () => {
    for (const channel of ["a", "b", "c", "d", "e", "f", "g"]) {
      await desk.say(`subscribe channel:${channel}`);
      desk.pass(1000);
    }
    const first = await desk.say("subscriptions");
    expect(first.summary).toBe("Subscriptions, page 1 of 2");
    const second = await desk.press(first, "Next page");
    expect(shown(second)).toContain("7. #g");
    const managed = await desk.press(second, "Manage");
    expect(actionsOf(managed).map((action) => "label" in action && action.label)).toEqual([
      "Preview",
      "Edit",
      "Filters",
      "Posting",
      "Pause",
      "Remove",
    ]);
  });

  test.each([
    ["subscribe zone:Berlim", "Did you mean Europe/Berlin?"],
    ["subscribe zone:+02:00", "summer time"],
    ["subscribe time:25:00", "give it as 09:00"],
    ["subscribe days:someday", "no day of the week"],
    ["subscribe count:99", "from 1 to 10"],
    ["subscriptions pause 4", "type subscribe first"],
    ["subscriptions delete 1", "can't tell what to do with “delete 1”: type subscriptions preview"],
    ["subscriptions 1 pause", "pause, resume or remove, or subscriptions alone for the list"],
  ])("%s is refused with a cure", async (line, cure) => {
    const reply = await desk.say(line);
    expect(reply.problem).toBe("refused");
    expect(reply.summary).toContain(cure);
  });
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
