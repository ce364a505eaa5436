import { afterEach, expect, test } from "vitest";
import { textOf } from "../../fakes/slack/index.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
afterEach(() => stage.close());

const MINUTE = 60_000;

const mayManage = async (name: string, channel = "papers") =>
  textOf(await stage.slack.person(name, { channel }).command("/papers", SUBSCRIBE).answer).includes(
    "Subscribed",
  );

test("those whom the operator named may manage, but for guests and people of other workspaces", async () => {
  stage = await setStage();
  const ids = ["ada", "gus", "stranger"].map((name) => stage.slack.lab.user(name).id);
  await stage.close();
  stage = await setStage({ config: { managers: ids } });
  expect(await mayManage("ada")).toBe(true);
  expect(await mayManage("gus")).toBe(false);
  expect(await mayManage("stranger", "shared")).toBe(false);
  expect(await mayManage("ben")).toBe(false);
});

test.each([
  ["is of another workspace", { team_id: "T0ELSEWHERE" }],
  ["is a guest", { is_restricted: true }],
  ["is a guest of one channel", { is_ultra_restricted: true }],
  ["is somebody from outside", { is_stranger: true }],
  ["is a bot", { is_bot: true }],
  ["has left", { deleted: true }],
])("an account that %s may not manage, whatever else Slack says of it", async (_, fields) => {
  stage = await setStage();
  const user = stage.slack.lab.user("olga");
  await stage.close();
  stage = await setStage({ config: { managers: [user.id] } });
  const says = (more: object) => {
    const account = { id: user.id, team_id: stage.slack.lab.id, is_owner: true, ...more };
    const body = JSON.stringify({ ok: true, user: account });
    stage.slack.faults.next("users.info", { status: 200, body });
  };
  says(fields);
  expect(await mayManage("olga")).toBe(false);
  stage.pass(5 * MINUTE + 1);
  says({ team_id: "E0ROOF", enterprise_user: { teams: [stage.slack.lab.id] } });
  expect(await mayManage("olga")).toBe(true);
});

test("a verdict holds for 5 minutes at most, and nobody is asked about twice in that time", async () => {
  stage = await setStage();
  const { lab } = stage.slack;
  expect(await mayManage("adam")).toBe(true);
  const adam = lab.user("adam");
  lab.users.set(adam.id, { ...adam, role: "member" });
  stage.pass(4 * MINUTE);
  await stage.slack.person("adam").command("/papers", "help").answer;
  expect(stage.slack.sent("users.info")).toHaveLength(1);
  stage.pass(MINUTE + 1);
  expect(await mayManage("adam")).toBe(false);
});

test("whoever can't be looked up may not manage, and is looked up again", async () => {
  stage = await setStage();
  stage.slack.faults.next("users.info", { error: "internal_error" });
  const asked = stage.slack.person("olga").command("/papers", SUBSCRIBE);
  expect(textOf(await asked.answer)).toMatch(/did not tell me whether you manage.*try again/);
  expect(stage.log.map(({ message }) => message).join()).toContain("could not be looked up");
  expect(await mayManage("olga")).toBe(true);
});
