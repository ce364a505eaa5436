import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openStore } from "#store";
import { textOf } from "../../fakes/slack/index.ts";
import { forMany, install, KEY, postTo, textIn } from "./install.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
afterEach(async () => {
  vi.useRealTimers();
  await stage.close();
});

const HOUR = 60 * 60_000;

describe("tokens", () => {
  test("that run out are renewed before a post, once for all who ask at the same time", async () => {
    stage = await setStage(forMany(KEY, true));
    vi.useFakeTimers({ toFake: ["Date"], now: stage.now() });
    await install(stage, stage.slack.lab);
    stage.pass(11 * HOUR);
    vi.setSystemTime(stage.now());
    await Promise.all(["a", "b", "c"].map((key) => postTo(stage, stage.slack.lab, key)));
    expect(
      stage.slack
        .sent("oauth.v2.access")
        .filter(({ grant_type: type }) => type === "refresh_token"),
    ).toHaveLength(1);
    stage.pass(11 * HOUR);
    vi.setSystemTime(stage.now());
    await postTo(stage, stage.slack.lab, "d");
    // The token before the last one is over now, and nobody holds on to it.
    stage.pass(2 * HOUR);
    vi.setSystemTime(stage.now());
    await postTo(stage, stage.slack.lab, "e");
    expect(textIn(stage.slack.lab).split("Hello")).toHaveLength(6);
    expect(stage.refused()).toBe("");
  });

  test("stand nowhere in the database, and nowhere in the log", async () => {
    const folder = await mkdtemp(join(tmpdir(), "paperboy-"));
    const file = join(folder, "paperboy.db");
    const store = await openStore({ file });
    stage = await setStage({ ...forMany(KEY, true), store });
    await install(stage, stage.slack.lab);
    await stage.slack.person("olga").command("/papers", SUBSCRIBE).answer;
    await store.close();
    const tokens = stage.slack.tokens.all.flatMap(({ kind, value, refresh }) =>
      kind === "bot" ? [value, refresh ?? value] : [],
    );
    expect(tokens).toHaveLength(2);
    const dump = await readFile(file, "latin1");
    for (const secret of [...tokens, KEY, "client-secret", "xoxb-", "xoxe-"]) {
      expect(dump).not.toContain(secret);
      expect(JSON.stringify(stage.log)).not.toContain(secret);
    }
    await rm(folder, { recursive: true });
  });

  test("open with the old key behind the new one, and new ones are sealed with the new one", async () => {
    stage = await setStage(forMany());
    const { slack, store } = stage;
    await install(stage, slack.lab);
    const newer = "a1".repeat(32);
    const turned = await setStage({ ...forMany(`${newer}, ${KEY}`), slack, store });
    await postTo(turned, slack.lab, "first");
    await install(turned, slack.lab);
    await turned.platform.stop();
    const alone = await setStage({ ...forMany(newer), slack, store });
    await postTo(alone, slack.lab, "second");
    await alone.platform.stop();
    expect(textIn(slack.lab).split("Hello")).toHaveLength(3);
  });

  test("that no key opens are a sentence in the log with the cure, and stop nothing else", async () => {
    stage = await setStage(forMany());
    const { slack, store } = stage;
    await install(stage, slack.lab);
    const strange = await setStage({ ...forMany("b2".repeat(32)), slack, store });
    await expect(postTo(strange, slack.lab)).rejects.toMatchObject({ fault: "auth" });
    expect(strange.log.map(({ message }) => message).join()).toMatch(
      /SECRET_KEY.*old key behind the new one/,
    );
    await store.installations.put({
      platform: "slack",
      tenant: slack.lab.id,
      body: "rubbish",
      at: 1,
    });
    await expect(postTo(strange, slack.lab, "again")).rejects.toMatchObject({ fault: "auth" });
    const apology = textOf(await slack.person("ada").command("/papers", "help").answer);
    expect(apology).toMatch(/Sorry.*reference [0-9a-f]{8}/);
    await strange.platform.stop();
  });
});

test("a store that can't be read is no reason to install the app anew", async () => {
  stage = await setStage(forMany());
  const { slack, store } = stage;
  await install(stage, slack.lab);
  const broken = { ...store.installations, get: () => Promise.reject(new Error("it is locked")) };
  const busy = await setStage({
    ...forMany(),
    slack,
    store: { ...store, installations: broken },
  });
  const apology = textOf(await slack.person("ada").command("/papers", "help").answer);
  expect(apology).toMatch(/Sorry.*reference [0-9a-f]{8}/);
  await expect(postTo(busy, slack.lab)).rejects.toMatchObject({ fault: "transient" });
  await busy.platform.stop();
});

test("a store that fails between two looks is no reason to pause the workspace", async () => {
  stage = await setStage(forMany());
  const { slack, store } = stage;
  await install(stage, slack.lab);
  let looks = 0;
  const get: typeof store.installations.get = async (scope) => {
    looks += 1;
    if (looks === 2) throw new Error("it is locked");
    return await store.installations.get(scope);
  };
  const installations = { ...store.installations, get };
  const busy = await setStage({ ...forMany(), slack, store: { ...store, installations } });
  await expect(postTo(busy, slack.lab)).rejects.toMatchObject({ fault: "transient" });
  await postTo(busy, slack.lab);
  expect(textIn(slack.lab)).toContain("Hello");
  await busy.platform.stop();
});

test("a token that was revoked while it was used says nothing of the one that came after it", async () => {
  stage = await setStage(forMany());
  const { slack } = stage;
  await install(stage, slack.lab);
  const [met, until] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  slack.faults.next("chat.postMessage", { until: until.promise, met: met.resolve });
  const slow = postTo(stage, slack.lab, "slow");
  await met.promise;
  await slack.person("olga").revokeTokens();
  await expect.poll(() => stage.lost).toHaveLength(1);
  await install(stage, slack.lab);
  until.resolve();
  await expect(slow).rejects.toMatchObject({ fault: "transient" });
  expect(stage.lost).toHaveLength(1);
  await postTo(stage, slack.lab, "slow");
  expect(textIn(slack.lab)).toContain("Hello");
});
