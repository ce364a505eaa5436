import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { textOf, type Workspace } from "../../fakes/slack/index.ts";
import { forMany, install, postTo, textIn } from "./install.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

describe("many workspaces", () => {
  let other: Workspace;

  beforeEach(async () => {
    stage = await setStage(forMany());
    other = stage.slack.world.addWorkspace({ name: "Other" });
  });

  test("each installs the app on its own pages and is answered and posted to with its own token", async () => {
    await install(stage, stage.slack.lab);
    await install(stage, other);
    for (const workspace of [stage.slack.lab, other]) {
      const olga = stage.slack.person("olga", { workspace });
      expect(textOf(await olga.command("/papers", SUBSCRIBE).answer)).toContain("Subscribed");
      await postTo(stage, workspace, "one key for both");
      expect(textIn(workspace).split("Hello")).toHaveLength(2);
    }
    expect(stage.refused()).toBe("");
  });

  test("an installation that was begun in another browser is not completed", async () => {
    stage.slack.installs.next({ workspace: other });
    const at = `http://127.0.0.1:${stage.port?.port}`;
    const begun = await fetch(`${at}/slack/install`, { redirect: "manual" });
    const asked = await fetch(begun.headers.get("location") ?? "", { redirect: "manual" });
    const { pathname, search } = new URL(asked.headers.get("location") ?? "");
    const done = await fetch(at + pathname + search);
    expect([done.status, await done.text()]).toEqual([
      400,
      expect.stringContaining("not installed"),
    ]);
    expect(await stage.store.installations.all("slack")).toEqual([]);
  });

  test("one that has not installed the app is told so, and its posts stop", async () => {
    const ada = stage.slack.person("ada", { workspace: other });
    const asked = ada.command("/papers", "help");
    expect(await asked.ack).toMatchObject({ status: 200 });
    expect(textOf(await asked.answer)).toContain("not installed here");
    await expect(postTo(stage, other)).rejects.toMatchObject({ fault: "gone" });
  });

  test("uninstalling forgets the tokens, stops the subscriptions and leaves the others alone", async () => {
    await install(stage, stage.slack.lab);
    await install(stage, other);
    for (const workspace of [stage.slack.lab, other])
      await stage.slack.person("olga", { workspace }).command("/papers", SUBSCRIBE).answer;
    for (const { ack } of stage.slack.person("olga", { workspace: other }).uninstall()) await ack;
    await expect.poll(() => stage.lost.map(({ tenant }) => tenant)).toEqual([other.id]);
    const states = async ({ id }: Workspace) =>
      (await stage.store.subscriptions.inTenant({ platform: "slack", tenant: id })).map(
        ({ state }) => state,
      );
    expect(await states(other)).toEqual(["disabled"]);
    expect(await states(stage.slack.lab)).toEqual(["enabled"]);
    const left = await stage.store.installations.all("slack");
    expect(left.map(({ tenant }) => tenant)).toEqual([stage.slack.lab.id]);
  });

  test("the tokens of people alone are none of the bot's, whose subscriptions go on", async () => {
    await install(stage, other);
    const olga = stage.slack.person("olga", { workspace: other });
    await olga.event({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: [] } }).ack;
    await olga.event({ type: "tokens_revoked", tokens: { oauth: ["U2"] } }).ack;
    expect(textOf(await olga.command("/papers", SUBSCRIBE).answer)).toContain("Subscribed");
    expect(stage.lost).toEqual([]);
  });

  test("uninstalled and installed again, one press brings its subscriptions back", async () => {
    await install(stage, other);
    const olga = stage.slack.person("olga", { workspace: other });
    await olga.command("/papers", SUBSCRIBE).answer;
    for (const { ack } of olga.uninstall()) await ack;
    await expect.poll(() => stage.lost.length).toBe(1);
    await install(stage, other);
    const list = await olga.command("/papers", "subscriptions").answer;
    expect(textOf(list)).toMatch(/I was removed from the workspace.*press Resume/);
    expect(textOf(await olga.press(list, "Resume").answer)).toContain("the next post");
  });

  test("a token that Slack says is revoked is forgotten when a post meets it", async () => {
    await install(stage, other);
    stage.slack.tokens.end(other, "revoked");
    await expect(postTo(stage, other)).rejects.toMatchObject({ fault: "auth" });
    expect(stage.lost.map(({ tenant }) => tenant)).toEqual([other.id]);
    expect(await stage.store.installations.all("slack")).toEqual([]);
  });

  test("two used side by side never see or change each other's rows", async () => {
    await install(stage, stage.slack.lab);
    await install(stage, other);
    const random = seeded(7);
    const rows = new Map<string, Set<string>>();
    for (let step = 0; step < 60; step++) {
      const workspace = random(2) === 0 ? stage.slack.lab : other;
      const olga = stage.slack.person("olga", { workspace });
      const paper = PAPERS[random(PAPERS.length)] ?? "";
      const line = LINES[random(LINES.length)]?.replace("PAPER", paper) ?? "help";
      const seen = textOf(await olga.command("/papers", line).answer);
      const kept = rows.get(workspace.id) ?? new Set();
      rows.set(workspace.id, kept);
      if (/^(Saved|Already)/.test(seen)) kept.add(paper);
      if (/^(Taken off|Was not)/.test(seen)) kept.delete(paper);
      if (line === "saved")
        expect(seen).toContain(kept.size ? `${kept.size} paper` : "nothing yet");
      if (line === "subscriptions")
        expect(seen).not.toContain(strangerOf(workspace, stage, other).channel("papers").id);
    }
    for (const workspace of [stage.slack.lab, other]) {
      const scope = { platform: "slack", tenant: workspace.id };
      const { id } = workspace.user("olga");
      const saved = await stage.store.saves.of(scope, id);
      expect(new Set(saved.map(({ paper }) => paper.replace("arxiv:", "")))).toEqual(
        rows.get(workspace.id),
      );
      const subscribed = await stage.store.subscriptions.inTenant(scope);
      expect(subscribed.every(({ channel }) => workspace.channels.has(channel))).toBe(true);
    }
    expect(stage.refused()).toBe("");
  }, 30_000);
});

describe("an organisation", () => {
  const roof = { id: "E0ROOF", name: "Roof" };

  test("installs the app once for all its workspaces", async () => {
    const options = forMany();
    stage = await setStage({ ...options, fake: { ...options.fake, enterprise: roof } });
    const { slack } = stage;
    const wing = slack.world.addWorkspace({ name: "Wing", enterprise: roof });
    await install(stage, slack.lab, { orgWide: true });
    for (const workspace of [slack.lab, wing]) {
      const olga = slack.person("olga", { workspace });
      expect(textOf(await olga.command("/papers", SUBSCRIBE).answer)).toContain("Subscribed");
      await postTo(stage, workspace);
      expect(textIn(workspace)).toContain("Hello");
    }
    const told = await slack.person("olga", { workspace: wing }).openHome().home;
    expect(textOf(told)).toContain("09:00");
    for (const { ack } of slack.person("olga", { workspace: wing }).uninstall()) await ack;
    await expect
      .poll(() => stage.lost.map(({ tenant }) => tenant).sort())
      .toEqual([roof.id, slack.lab.id, wing.id].sort());
    expect(await stage.store.installations.all("slack")).toEqual([]);
  });
});

const PAPERS = ["2402.02005", "2307.12194", "2411.12732"];
const LINES = [
  "save PAPER",
  "save PAPER remove",
  "saved",
  "upvote PAPER",
  SUBSCRIBE,
  "subscriptions",
  "subscriptions do:remove which:1",
];

const strangerOf = (workspace: Workspace, { slack }: Stage, other: Workspace) =>
  workspace === other ? slack.lab : other;

/** Whole numbers below `most`, the same for the same seed. */
function seeded(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}
