import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lintBlocks, type Message, type Person, textOf } from "../../fakes/slack/index.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
let ada: Person;
let olga: Person;

beforeEach(async () => {
  stage = await setStage();
  ada = stage.slack.person("ada");
  olga = stage.slack.person("olga");
});
afterEach(async () => {
  expect(stage.refused()).toBe("");
  await stage.close();
});

const PAPER = "2402.02005";

/** Every command as somebody types it, and who sees the answer. */
const TYPED: readonly (readonly [line: string, seen: "everyone" | "asker", who?: "olga"])[] = [
  ["search topological transformers", "everyone"],
  [`show ${PAPER}`, "everyone"],
  [`similar ${PAPER}`, "everyone"],
  ["find topological transformers", "asker"],
  ["trending", "everyone"],
  [`cite ${PAPER}`, "everyone"],
  [`upvote ${PAPER}`, "asker"],
  [`save ${PAPER}`, "asker"],
  ["saved", "asker"],
  [SUBSCRIBE, "everyone", "olga"],
  ["subscriptions", "asker", "olga"],
  ["help", "asker"],
];

describe("each command", () => {
  test("is one of those below", () => {
    const names = TYPED.map(([line]) => line.split(" ")[0]);
    expect(names).toEqual(stage.bot.host.commands.map(({ name }) => name));
  });

  test.each(TYPED)(
    "%s is answered to %s in blocks that Slack takes",
    async (line = "", seen, who) => {
      const person = who === "olga" ? olga : ada;
      if (line === "saved") await person.command("/papers", `save ${PAPER}`).answer;
      if (line === "subscriptions") await person.command("/papers", SUBSCRIBE).answer;
      const asked = person.command("/papers", line);
      const { status, body } = await asked.ack;
      expect([status, body]).toEqual([200, ""]);
      const message = await asked.answer;
      expect(textOf(message)).not.toContain("I know no paper");
      expect(message.onlyFor).toBe(seen === "asker" ? person.user.id : undefined);
      expect(lintBlocks(message.blocks, "message")).toEqual([]);
      const [name = ""] = line.split(" ");
      await expect(wireOf(message)).toMatchFileSnapshot(`wire/${name}.wire`);
    },
  );
});

describe("words", () => {
  test("that name no command are answered with the nearest one, to their writer alone", async () => {
    const message = await ada.command("/papers", "serch graphs").answer;
    expect(textOf(message)).toContain("Did you mean search?");
    expect(message.onlyFor).toBe(ada.user.id);
  });

  test("that are none show the help", async () => {
    const message = await ada.command("/papers", "").answer;
    expect(textOf(message)).toContain("subscribe");
    expect(message.onlyFor).toBe(ada.user.id);
  });

  test("with the entities of Slack mean their characters", async () => {
    const message = await ada.command("/papers", "search author:&lt;nobody&gt; q&amp;a").answer;
    expect(textOf(message)).toContain("“q&a”");
  });

  test("name a channel by Slack's own escape of it", async () => {
    const { id } = stage.slack.lab.channel("general");
    const line = `subscribe time:09:00 zone:Europe/Berlin channel:<#${id}|general>`;
    await olga.command("/papers", line).answer;
    const kept = await stage.store.subscriptions.inTenant({
      platform: "slack",
      tenant: stage.slack.lab.id,
    });
    expect(kept).toMatchObject([{ channel: id }]);
  });
});

describe("subscribing", () => {
  test("is for admins and owners, not for members, guests or strangers", async () => {
    for (const name of ["ada", "gus", "solo"]) {
      const person = stage.slack.person(name);
      expect(textOf(await person.command("/papers", SUBSCRIBE).answer)).toContain(
        "Only people who manage",
      );
    }
    const stranger = stage.slack.person("stranger", { channel: "shared" });
    expect(textOf(await stranger.command("/papers", SUBSCRIBE).answer)).toContain(
      "Only people who manage",
    );
    for (const name of ["adam", "olga"])
      expect(textOf(await stage.slack.person(name).command("/papers", SUBSCRIBE).answer)).toContain(
        "09:00",
      );
  });

  test("takes the zone of who asks", async () => {
    await stage.slack.person("olga").command("/papers", "subscribe time:08:00").answer;
    const kept = await stage.store.subscriptions.inTenant({
      platform: "slack",
      tenant: stage.slack.lab.id,
    });
    expect(kept).toMatchObject([{ zone: olga.user.zone, channel: olga.channel.id }]);
  });

  test("a private channel that the bot is not in is refused with the invitation that it needs", async () => {
    const secret = olga.in("secret");
    const message = await secret.command("/papers", SUBSCRIBE).answer;
    expect(textOf(message)).toContain("/invite @paperboy");
    const { id } = stage.slack.lab.channel("secret");
    const elsewhere = olga.command("/papers", `${SUBSCRIBE} channel:<#${id}|secret>`);
    expect(textOf(await elsewhere.answer)).toContain("/invite @paperboy");
    expect(
      await stage.store.subscriptions.inTenant({ platform: "slack", tenant: stage.slack.lab.id }),
    ).toEqual([]);
  });

  test("a private channel that the bot is in, and a public one that it is not in, are taken", async () => {
    for (const name of ["team", "random"]) {
      const person = stage.slack.person(name === "team" ? "adam" : "olga", { channel: name });
      expect(textOf(await person.command("/papers", SUBSCRIBE).answer)).toContain("09:00");
    }
  });
});

/** What Slack was sent, without the ids that it gave to blocks itself. */
function wireOf({ text, blocks }: Message): string {
  const plain = JSON.stringify(
    { text, blocks },
    (name, value) => (name === "block_id" ? undefined : value),
    1,
  );
  return `${plain.replace(/\b[0-9a-f]{8}(?=\\?")/g, "00000000")}\n`;
}
