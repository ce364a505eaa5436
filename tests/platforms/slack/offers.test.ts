import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { turned } from "../../../src/platforms/slack/home.ts";
import { type Person, textOf } from "../../fakes/slack/index.ts";
import { type Stage, SUBSCRIBE, setStage } from "./stage.ts";

let stage: Stage;
let ada: Person;

beforeEach(async () => {
  stage = await setStage();
  ada = stage.slack.person("ada");
});
afterEach(async () => {
  expect(stage.refused()).toBe("");
  expect(stage.log.filter(({ level }) => level === "error")).toEqual([]);
  await stage.close();
});

const KNOWN = ["2402.02005", "2307.12194", "2304.10031"] as const;
const link = (id: string) => `https://arxiv.org/abs/${id}`;

describe("in the menu of a message", () => {
  test("papers that it links to are found, for who asked alone", async () => {
    const message = ada.say(`Read &lt;this&gt;: <${link(KNOWN[0])}|the paper> &amp; tell me`);
    const answer = await ada.shortcut("find", message).answer;
    expect(answer.onlyFor).toBe(ada.user.id);
    expect(textOf(answer)).toContain("Topology-Informed Graph Transformer");
  });

  test("in a thread the answer is in the thread", async () => {
    const root = ada.say("Hello");
    const message = ada.say(`<${link(KNOWN[0])}>`, { thread: root.ts });
    expect((await ada.shortcut("find", message).answer).threadTs).toBe(root.ts);
  });

  test("of one that begins a thread the answer stays beside it", async () => {
    const said = ada.say(`<${link(KNOWN[0])}>`);
    const root = { ...said, threadTs: said.ts };
    stage.slack.lab.channel("papers").messages = [root];
    expect((await ada.shortcut("find", root).answer).threadTs).toBeUndefined();
  });

  test("links that another app's message holds are found too", async () => {
    const [message] = [ada.say("See below")];
    const shared = {
      ...message,
      attachments: [{ title: "A paper", title_link: link(KNOWN[0]), text: "" }],
    };
    stage.slack.lab.channel("papers").messages = [shared];
    expect(textOf(await ada.shortcut("find", shared).answer)).toContain("Topology-Informed");
  });
});

describe("mentioned in a channel", () => {
  test("it does what the command says, in the thread, for all", async () => {
    const asked = ada.mention("search graph transformer");
    const answer = await asked.answer;
    expect(answer.onlyFor).toBeUndefined();
    expect(answer.threadTs).toBeDefined();
    expect(textOf(answer)).toContain("“graph transformer”: ");
  });

  test("it works in a thread, where slash commands do not", async () => {
    const root = ada.say("What about it?");
    const answer = await ada.mention("show 2402.02005", { thread: root.ts }).answer;
    expect(answer.threadTs).toBe(root.ts);
  });

  test("words without a command are searched", async () => {
    expect(textOf(await ada.mention("graph transformers").answer)).toContain(
      "“graph transformers”: ",
    );
  });

  test("with nothing to say it helps, for who asked alone", async () => {
    const answer = await ada.mention("").answer;
    expect(answer.onlyFor).toBe(ada.user.id);
    expect(textOf(answer)).toContain("subscribe");
  });

  test("a list of one's own is not shown to all", async () => {
    expect((await ada.mention("saved").answer).onlyFor).toBe(ada.user.id);
  });

  test("what is for who asked alone stands in a thread only where there is one", async () => {
    expect((await ada.mention("saved").answer).threadTs).toBeUndefined();
    expect((await ada.mention("subscribe").answer).threadTs).toBeUndefined();
    const root = ada.say("What about it?");
    expect((await ada.mention("saved", { thread: root.ts }).answer).threadTs).toBe(root.ts);
  });
});

describe("links", () => {
  test("one is shown in full", async () => {
    const message = await ada.shareLinks([link(KNOWN[0])]).unfurl;
    expect(textOf(message)).toContain("Topology-Informed Graph Transformer");
    const full = textOf(message).length;
    const two = await ada.shareLinks([link(KNOWN[0]), link(KNOWN[1])]).unfurl;
    expect(Object.keys(two.unfurls)).toEqual([link(KNOWN[0]), link(KNOWN[1])]);
    expect(textOf(two).length).toBeLessThan(full * 2);
  });

  test("of the composer are shown before the message is sent", async () => {
    const message = await ada.shareLinks([link(KNOWN[0])], { composer: true }).unfurl;
    expect(textOf(message)).toContain("Topology-Informed");
    expect(stage.slack.sent("chat.unfurl")).toMatchObject([{ source: "composer" }]);
  });

  test("three are left alone, and so are unknown papers and other pages", async () => {
    const urls = KNOWN.map(link);
    await ada.shareLinks(urls).ack;
    await ada.shareLinks([link("9912.99999")]).ack;
    await ada.shareLinks(["https://arxiv.example/abs/2402.02005"]).ack;
    await ada.shareLinks([link(KNOWN[0])]).unfurl;
    expect(stage.slack.sent("chat.unfurl")).toHaveLength(1);
  });

  test("a button below a link answers", async () => {
    const message = await ada.shareLinks([link(KNOWN[0])]).unfurl;
    expect(textOf(await ada.press(message, "Save").answer)).toContain("Saved");
  });
});

describe("the home page", () => {
  const saveAll = async (count: number) => {
    for (const paper of PAPERS.slice(0, count))
      await ada.command("/papers", `save ${paper}`).answer;
  };

  test("shows the reader's list and the help, and to a manager the subscriptions", async () => {
    await saveAll(1);
    const home = textOf(await ada.openHome().home);
    expect(home).toContain("1 paper");
    expect(home).toContain("search");
    expect(home).not.toContain("No channel is subscribed");
    const olga = stage.slack.person("olga");
    await olga.command("/papers", SUBSCRIBE).answer;
    expect(textOf(await olga.openHome().home)).toContain("09:00");
  });

  test("pages of the list are turned on the page itself", async () => {
    await saveAll(7);
    const home = await ada.openHome().home;
    expect(textOf(home)).toContain("page 1 of 2");
    const next = await ada.press(home, "Next page").home;
    expect(textOf(next)).toContain("page 2 of 2");
    expect(textOf(await ada.press(next, "Previous page").home)).toContain("page 1 of 2");
  });

  test("what is shown opens a window, and what changes the list changes the page", async () => {
    await saveAll(2);
    const home = await ada.openHome().home;
    const pressed = ada.press(home, "Remove");
    await expect
      .poll(() => textOf(stage.slack.views.stack(ada.user).at(-1)!))
      .toContain("Taken off");
    expect(textOf(await pressed.home)).toContain("1 paper");
  });

  test("a window's own buttons answer in the window", async () => {
    await saveAll(1);
    ada.press(await ada.openHome().home, "Show");
    const top = () => stage.slack.views.stack(ada.user).at(-1)!;
    await expect.poll(() => textOf(top())).toContain("Topology-Informed");
    ada.press(top(), "Cite");
    await expect.poll(() => textOf(top())).toContain("@");
  });

  test("remembers the page of each list, and nothing that would be done again", () => {
    const { host } = stage.bot;
    const before = { channel: "D1", turned: { saved: { page: 2 }, subscriptions: { page: 3 } } };
    const page = { command: "subscriptions", input: { page: 4 } };
    expect(turned({ host }, before, page).turned).toEqual({
      saved: { page: 2 },
      subscriptions: { page: 4 },
    });
    const pause = { command: "subscriptions", input: { do: "pause", which: "1" } };
    expect(turned({ host }, before, pause)).toEqual({
      channel: "D1",
      turned: { saved: { page: 2 } },
    });
  });

  test("a form of it is answered in the window", async () => {
    const olga = stage.slack.person("olga");
    await olga.command("/papers", SUBSCRIBE).answer;
    const home = await olga.openHome().home;
    const top = () => stage.slack.views.stack(olga.user).at(-1)!;
    const form = await olga.press(home, "Edit").modal;
    await olga.submit(form, { time: "11:15" }).ack;
    expect(textOf(top())).toContain("11:15");
    await expect.poll(() => textOf(stage.slack.views.home(olga.user)!)).toContain("11:15");
  });

  test("opening the messages tab publishes nothing", async () => {
    await ada.openHome("messages").ack;
    await ada.openHome().home;
    expect(stage.slack.sent("views.publish")).toHaveLength(1);
  });
});

const PAPERS = [
  "2402.02005",
  "2307.12194",
  "2411.12732",
  "2106.04554",
  "2310.07630",
  "2312.02566",
  "2304.10557",
];
