import { expect, test } from "vitest";
import { type Fields, mentionsIn, textOf } from "./index.ts";
import { raw } from "./raw.ts";
import { actions, button, mrkdwn, plain, section } from "./samples.ts";
import { boltOverHttp, fakeSlack } from "./with-bolt.ts";

const URL = "https://arxiv.org/abs/2401.00001";

/** A fake whose app lets links be, and the message in which ada shared one. */
async function shared() {
  const slack = await fakeSlack();
  const { app } = await boltOverHttp(slack);
  app.event("link_shared", async () => {});
  const ada = slack.person("ada");
  await ada.shareLinks([URL]).ack;
  const unfurl = async (args: Fields) => (await raw(slack, "chat.unfurl", args)).body;
  return { slack, app, ada, unfurl, message: ada.newest() };
}

test.each([
  [{}, "missing_channel"],
  [{ channel: "C0LABPAPERS" }, "missing_ts"],
  [{ channel: "C0NOWHERE", ts: "1.2" }, "cannot_find_channel"],
  [{ channel: "C0LABPAPERS", ts: "1.2" }, "cannot_find_message"],
  [{ unfurl_id: "x" }, "missing_source"],
  [{ source: "composer" }, "missing_unfurl_id"],
  [{ unfurl_id: "x", source: "elsewhere" }, "invalid_source"],
  [{ unfurl_id: "x", source: "composer" }, "invalid_unfurl_id"],
])("an unfurl of %o is refused: %s", async (args, error) => {
  const { unfurl } = await shared();
  expect(await unfurl({ ...args, unfurls: {} })).toEqual({ ok: false, error });
});

test("only links of the message can be unfurled, by blocks or an attachment", async () => {
  const { unfurl, message, ada } = await shared();
  const { channel, ts } = message;
  const show = (unfurls: unknown) => unfurl({ channel, ts, unfurls });
  expect(await show(undefined)).toMatchObject({ error: "missing_unfurls" });
  expect(await show("card")).toMatchObject({ error: "invalid_unfurls_format" });
  expect(await show({ "https://b.example": { text: "x" } })).toMatchObject({
    error: "cannot_unfurl_url",
  });
  expect(await show({ [URL]: {} })).toMatchObject({ error: "cannot_parse_attachment" });
  expect(await show({ [URL]: { blocks: [section(plain(""))] } })).toMatchObject({
    errors: [
      "must be more than 0 characters [json-pointer:/unfurls/https:~1~1arxiv.org~1abs~12401.00001/blocks/0/text/text]",
    ],
  });
  expect(await show({ [URL]: { title: "A paper", text: "by *somebody*" } })).toEqual({ ok: true });
  expect(textOf(ada.newest())).toBe("A paper\nby somebody");
});

test("an unfurl is shown anew in place, and its buttons can be pressed", async () => {
  const { slack, app, ada, unfurl, message } = await shared();
  const { channel, ts } = message;
  const blocks = [section(mrkdwn("For <@U1>")), actions(button())];
  await unfurl({ channel, ts, unfurls: { [URL]: { text: "first" } } });
  await unfurl({ channel, ts, unfurls: { [URL]: { blocks } } });
  expect(mentionsIn(ada.newest())).toMatchObject([{ kind: "user", id: "U1" }]);
  let body: unknown;
  app.action("go", async ({ ack, body: sent }) => {
    await ack();
    body = sent;
  });
  await ada.press(ada.newest(), "Go").ack;
  expect(body).toMatchObject({
    container: { type: "message_attachment", is_app_unfurl: true, app_unfurl_url: URL },
    app_unfurl: { app_unfurl_url: URL },
    message: { attachments: [{ from_url: URL }] },
  });
  expect(slack.told()).toBe("");
});
