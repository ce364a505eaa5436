import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { type Element, elements } from "../../src/papers/sources/xml.ts";
import { aPaper, openSite } from "./stage.ts";

let site: Awaited<ReturnType<typeof openSite>>;
afterEach(() => site.close());
const open = async (...how: Parameters<typeof openSite>) => {
  site = await openSite(...how);
  return site;
};

const atom = async (path = "/feed.xml"): Promise<Element> => {
  const [feed] = elements(await (await site.get(path)).text(), ["feed"]);
  if (!feed) throw new Error("There is no feed");
  return feed;
};
const json = async (path = "/feed.json") =>
  (await (await site.get(path)).json()) as {
    version: string;
    title: string;
    feed_url: string;
    items: {
      id: string;
      url?: string;
      title: string;
      content_html: string;
      date_published?: string;
    }[];
  };
const all = (element: Element, name: string) =>
  element.children.filter((child) => child.name === name);
const one = (element: Element, name: string) => {
  const [first, ...more] = all(element, name);
  if (!first || more.length > 0) throw new Error(`Not one ${name} in ${element.name}`);
  return first.text;
};
const linksOf = (element: Element) =>
  Object.fromEntries(
    all(element, "link").map(({ attributes }) => [attributes.get("rel"), attributes.get("href")]),
  );
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const ID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What RFC 4287 asks of every feed and entry. */
function expectAtom(feed: Element): void {
  expect(one(feed, "id")).toMatch(ID);
  expect(one(feed, "updated")).toMatch(INSTANT);
  expect(all(feed, "title")).toHaveLength(1);
  expect(all(feed, "author").length).toBeGreaterThan(0);
  const ids = all(feed, "entry").map((entry) => {
    expect(all(entry, "title")).toHaveLength(1);
    expect(one(entry, "updated")).toMatch(INSTANT);
    expect(all(entry, "content")).toHaveLength(1);
    for (const url of Object.values(linksOf(entry))) expect(url).toMatch(/^https?:\/\//);
    return one(entry, "id");
  });
  for (const id of ids) expect(id).toMatch(ID);
  expect(new Set(ids).size).toBe(ids.length);
}

test("the Atom feed says what is trending, with absolute links", async () => {
  const pdf = "https://arxiv.org/pdf/2401.00001";
  const { origin } = await open({ entries: [aPaper({ pdf, why: "+3 upvotes in a day" })] });
  const feed = await atom("/feed.xml?window=week&topic=graph%20neural");
  expectAtom(feed);
  expect(one(feed, "title")).toBe("Trending week");
  expect(linksOf(feed)).toEqual({
    self: `${origin}/feed.xml?window=week&topic=graph+neural`,
    alternate: `${origin}/feed.json?window=week&topic=graph+neural`,
  });
  const [entry] = all(feed, "entry");
  expect(linksOf(entry!)).toEqual({ alternate: "https://arxiv.org/abs/2401.00001", related: pdf });
  expect(one(entry!, "published")).toBe("2024-01-02T00:00:00Z");
  expect(one(entry!, "author")).toBe("Ada Lovelace");
  expect(one(entry!, "summary")).toBe("+3 upvotes in a day");
  expect(one(entry!, "content")).toBe(
    `<p>Ada Lovelace · 2 Jan 2024</p><p>+3 upvotes in a day</p><p>We study graphs.</p><p><a href="${pdf}">PDF</a></p>`,
  );
});

test("the JSON feed says the same, under the same ids", async () => {
  const { origin } = await open({ entries: [aPaper(), aPaper({ key: "title:1", title: "B" })] });
  const feed = await json("/feed.json?window=month");
  expect(feed).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    title: "Trending month",
    feed_url: `${origin}/feed.json?window=month`,
    items: [
      {
        url: "https://arxiv.org/abs/2401.00001",
        title: "On graphs",
        date_published: "2024-01-02T00:00:00Z",
        content_html: "<p>Ada Lovelace · 2 Jan 2024</p><p>We study graphs.</p>",
        authors: [{ name: "Ada Lovelace" }],
        tags: ["cs.LG"],
      },
      { title: "B" },
    ],
  });
  const ids = all(await atom("/feed.xml?window=month"), "entry").map((entry) => one(entry, "id"));
  expect(feed.items.map(({ id }) => id)).toEqual(ids);
});

test("behind a proxy its links are those that the proxy gives it", async () => {
  await open({ publicUrl: "https://papers.example.org/" });
  expect(linksOf(await atom())).toMatchObject({
    self: "https://papers.example.org/feed.xml?window=day",
  });
});

test("a paper whose date is a month, or not known, has a date that never changes", async () => {
  await open({
    entries: [aPaper({ published: "2023-07" }), aPaper({ key: "b", published: "soon" })],
  });
  const dates = async () =>
    all(await atom(), "entry").map((entry) => [
      one(entry, "updated"),
      all(entry, "published").length,
    ]);
  const before = await dates();
  expect(before).toEqual([
    ["2023-07-01T00:00:00Z", 1],
    ["1970-01-01T00:00:00Z", 0],
  ]);
  site.pass(86_400_000);
  expect(await dates()).toEqual(before);
});

describe("what is asked for", () => {
  test("is the day when nothing is said, and is handed on as it is meant", async () => {
    const { get, made } = await open();
    await get("/feed.json");
    await get("/feed.json?window=WEEK&topic=%20graph%0a%20neural%20&utm_source=x");
    expect(made).toEqual([{ window: "day" }, { window: "week", topic: "graph neural" }]);
  });

  test.each([
    ["window=year", "window can be day, week, month.\n"],
    [`topic=${"a".repeat(201)}`, "topic is too long (201 characters): keep it to 200.\n"],
  ])("and is no such thing, is refused in a sentence (%s)", async (query, sentence) => {
    const { get, made } = await open();
    const response = await get(`/feed.xml?${query}`);
    expect([response.status, await response.text()]).toEqual([400, sentence]);
    expect(made).toEqual([]);
  });
});

describe("a reader that comes again", () => {
  test("is told that nothing has changed, by tag or by date", async () => {
    const { get, pass } = await open();
    const { headers } = await get("/feed.xml");
    const [etag, date] = [headers.get("etag") ?? "", headers.get("last-modified") ?? ""];
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    expect(date).toBe("Tue, 24 Nov 2026 07:00:00 GMT");
    pass(3_600_000);
    for (const known of [
      { "if-none-match": etag },
      { "if-none-match": `"other", ${etag.replace("W/", "")}` },
      { "if-modified-since": date },
    ]) {
      const again = await get("/feed.xml", { headers: known });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
    }
    const other = await get("/feed.xml", {
      headers: { "if-none-match": '"other"', "if-modified-since": date },
    });
    expect(other.status).toBe(200);
  });

  test("is given what has changed, with its ids as they were", async () => {
    const { get, pass, list } = await open();
    const before = await get("/feed.json");
    const etag = before.headers.get("etag") ?? "";
    const { items } = (await before.json()) as { items: { id: string }[] };
    list([aPaper({ key: "arxiv:2402.00002", title: "New" }), aPaper({ facts: "9 upvotes" })]);
    pass(600_000);
    const after = await get("/feed.json", { headers: { "if-none-match": etag } });
    expect(after.status).toBe(200);
    expect(after.headers.get("last-modified")).toBe("Tue, 24 Nov 2026 07:10:00 GMT");
    const found = (await after.json()) as { items: { id: string }[] };
    expect(found.items[1]?.id).toBe(items[0]?.id);
  });

  test("costs nothing for some minutes, however many they are and however they spell it", async () => {
    const { get, made, pass } = await open();
    await Promise.all(
      ["", "?window=day", "?topic=", "?topic=%20"].map((query) => get(`/feed.xml${query}`)),
    );
    await Promise.all(
      ["Graph", "graph", "GRAPH "].map((topic) => get(`/feed.json?topic=${topic}`)),
    );
    expect(made).toHaveLength(2);
    pass(299_000);
    await get("/feed.json");
    expect(made).toHaveLength(2);
    pass(2_000);
    await get("/feed.json");
    expect(made).toHaveLength(3);
  });
});

test("somebody who asks for ever new topics gets a few, and does not get the bot", async () => {
  const { get, made } = await open();
  const statuses = [];
  for (let i = 0; i < 60; i += 1) statuses.push((await get(`/feed.json?topic=t${i}`)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  const refused = await get("/feed.json?topic=another");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "60"]);
  expect(made).toHaveLength(20);
  expect((await get("/feed.json?topic=t19")).status).toBe(200);
  // Nobody loses the feeds without a topic to it.
  for (const window of ["day", "week", "month"])
    expect((await get(`/feed.json?window=${window}`)).status).toBe(200);
});

test("a feed that could not be made is made again when it is asked for again", async () => {
  let broken = true;
  const feed = async () => {
    if (broken) throw new Error("no database");
    return { title: "Trending", about: "", entries: [] };
  };
  const { get } = await open({ feed });
  expect((await get("/feed.xml")).status).toBe(500);
  broken = false;
  expect((await get("/feed.xml")).status).toBe(200);
  expectAtom(await atom());
});

describe("hostile papers", () => {
  const NASTY =
    "</title><script>alert(1)</script> ]]> &amp; <![CDATA[ \u0000\u0008\u000b\u001b[31m \ud800 \ufffe\uffff \u202e \"quoted' &#0; &x;";

  test("stay text, and leave both feeds whole", async () => {
    const nasty = aPaper({
      ...{ title: NASTY, facts: NASTY, why: NASTY, abstract: NASTY, authors: [NASTY] },
      categories: [NASTY],
    });
    const { get } = await open({ entries: [nasty] });
    const text = await (await get("/feed.xml")).text();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for these
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(text).not.toContain("<script");
    const [entry] = all(await atom(), "entry");
    expect(one(entry!, "title")).toContain("</title><script>alert(1)</script> ]]> &amp;");
    // Within the HTML of the content it is text once more.
    expect(one(entry!, "content")).toContain("&lt;script&gt;alert(1)");
    expect(one(entry!, "content")).not.toContain("<script");
    const { items } = await json();
    expect(items[0]?.title).toContain("<script>alert(1)</script>");
    expect(items[0]?.content_html).not.toContain("<script");
  });

  test("of any kind leave both feeds whole", async () => {
    const { get, list, pass } = await open();
    const words = fc.string({ unit: "binary", maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ title: words, abstract: words, facts: words, author: words }), {
          maxLength: 3,
        }),
        async (papers) => {
          list(
            papers.map(({ author, ...rest }, i) =>
              aPaper({ key: `k${i}`, ...rest, authors: [author], categories: [author] }),
            ),
          );
          pass(600_000);
          expectAtom(await atom());
          const { items } = await json();
          expect(items).toHaveLength(papers.length);
        },
      ),
      { numRuns: 40 },
    );
    expect((await get("/healthz")).status).toBe(200);
  });
});
