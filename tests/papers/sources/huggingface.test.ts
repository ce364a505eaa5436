import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { huggingFaceSource, type Paper, SourceError } from "#papers";
import { heldClock } from "../../fakes/http/clock.ts";
import { type FakeHuggingFace, startHuggingFace } from "../../fakes/huggingface/index.ts";
import { anEntry } from "./samples.ts";

const DAY = "2026-11-24";
let clock: ReturnType<typeof heldClock>;
let hub: FakeHuggingFace;
let skipped: string[];
beforeEach(async () => {
  clock = heldClock("2026-11-24T12:00:00Z");
  hub = await startHuggingFace(clock.now);
  skipped = [];
});
afterEach(() => hub.close());

const source = (token?: string) =>
  huggingFaceSource({
    ...{ apiUrl: `${hub.apiUrl}/`, agent: "test", clock },
    ...(token && { token }),
    onSkip: (reason) => skipped.push(reason),
  });
const read = (day: string | undefined = DAY) =>
  Array.fromAsync(source().papers(day === undefined ? {} : { day }));
const one = async (...entry: Parameters<typeof anEntry>): Promise<Paper | undefined> => {
  hub.put(DAY, [anEntry(...entry)]);
  return (await read())[0];
};

describe("an entry of a daily list", () => {
  test("is dated by arXiv's day, wherever the day of the list stands", async () => {
    // Until March 2025 the outer date was the list's, now it is arXiv's in New York's time.
    const before = { publishedAt: "2026-11-24T01:31:04.000Z" };
    expect((await one("2611.00001", "A", {}, before))?.published).toBe("2026-11-20");
    const after = { publishedAt: "2026-11-19T19:00:00.000Z" };
    expect((await one("2611.00001", "A", {}, after))?.published).toBe("2026-11-20");
    expect(
      (await one("2611.00001", "A", { publishedAt: "2026-11-20T17:59:59.000Z" }))?.published,
    ).toBe("2026-11-20");
  });

  test("knows the list that it stands on, which the times in it do not always tell", async () => {
    const late = { submittedOnDailyAt: "2026-11-23T23:59:00.000Z" };
    expect((await one("2611.00001", "A", late))?.daily).toBe(DAY);
    expect((await one("2611.00001", "A", { submittedOnDailyAt: undefined }))?.daily).toBe(DAY);
    hub.put(DAY, [anEntry("2611.00001", "A")]);
    const [today] = await Array.fromAsync(source().papers());
    expect(today?.daily).toBe(DAY);
  });

  test("has its title and abstract on one line", async () => {
    const paper = await one("2611.00001", "Long titles\n  break", {
      summary: " So do\nabstracts.\n",
    });
    expect(paper).toMatchObject({ title: "Long titles break", abstract: "So do abstracts." });
  });

  test("has the authors that are not hidden, also hundreds of them, and their names alone", async () => {
    const authors = [
      { _id: "1", name: "Ada  Example", hidden: false, user: { name: "ada", avatarUrl: "/a.svg" } },
      { _id: "2", name: "Hidden Person", hidden: true },
      ...Array.from({ length: 664 }, (_, n) => ({ _id: `${n}`, name: `Author ${n}` })),
    ];
    const paper = await one("2611.00001", "A", { authors });
    expect(paper?.authors).toHaveLength(665);
    expect(paper?.authors?.slice(0, 2)).toEqual(["Ada Example", "Author 0"]);
    expect(JSON.stringify(paper)).not.toContain("svg");
  });

  test("may lack everything but the little that is sure, and hold what nobody has seen yet", async () => {
    hub.put(DAY, [
      {
        paper: {
          ...{ id: "2611.00001", title: "A", summary: "B", authors: [], upvotes: 0 },
          ...{ publishedAt: "2026-11-20T00:00:00.000Z", brandNew: { deep: [1] } },
        },
        ...{ title: "A", publishedAt: "2026-11-20T00:00:00.000Z", numComments: 0 },
        submitterOrganization: { name: "lab" },
      },
    ]);
    expect(await read()).toEqual([
      {
        ...{ key: "arxiv:2611.00001", title: "A", abstract: "B" },
        ...{ published: "2026-11-20", daily: DAY, upvotes: 0, comments: 0 },
      },
    ]);
    expect(skipped).toEqual([]);
  });

  test("has fields that come late once they are there", async () => {
    const early = await one("2611.00001", "A");
    expect(early).not.toHaveProperty("code");
    const late = await one("2611.00001", "A", {
      ...{ ai_keywords: ["graphs"], ai_summary: "Short.", ai_summary_model: "some/model" },
      ...{ githubRepo: "https://github.com/a/b", githubRepoAddedBy: "auto", githubStars: 7 },
    });
    expect(late).toMatchObject({
      ...{ keywords: ["graphs"], code: { url: "https://github.com/a/b", stars: 7 } },
    });
  });

  test.each<[unknown, string]>([
    ["2406.105", "arxiv:2406.00105"],
    ["2503.0213", "arxiv:2503.02130"],
    [2503.0213, "arxiv:2503.02130"],
    ["1802.0444300000001", "arxiv:1802.04443"],
    ["2611.00001v2", "arxiv:2611.00001"],
  ])("with the id %j is %s", async (id, key) => {
    expect((await one(id as string, "A"))?.key).toBe(key);
  });

  test("keeps no name of whoever submitted it, in whichever field it stands", async () => {
    const person = {
      _id: "1",
      avatarUrl: "/secret.svg",
      fullname: "Secret Person",
      name: "secret",
    };
    const { name: _, ...nameless } = person;
    const paper = await one(
      ...(["2611.00001", "A", { submittedOnDailyBy: { ...nameless, user: "secret" } }] as const),
      { submittedBy: person },
    );
    expect(JSON.stringify(paper)).not.toMatch(/secret/i);
  });

  test("counts comments as they are told, though the first is usually a bot's", async () => {
    expect(await one("2611.00001", "A", {}, { numComments: 1 })).toMatchObject({ comments: 1 });
  });

  test("that is no paper is told and left out", async () => {
    hub.put(DAY, [anEntry("2611.00001", "A"), { paper: { id: "2611.00002" } }]);
    expect(await read()).toHaveLength(1);
    expect(skipped).toEqual(["Hugging Face listed what is no paper: no title"]);
  });
});

describe("a daily list", () => {
  test("of more than a page is read to its end, each paper once", async () => {
    const many = Array.from({ length: 230 }, (_, n) =>
      anEntry(`2611.${String(10000 + n)}`, `Paper ${n}`, { upvotes: n % 7 }),
    );
    hub.put(DAY, [...many, ...many.slice(0, 40)]);
    const papers = await read();
    expect(papers).toHaveLength(230);
    expect(new Set(papers.map(({ key }) => key)).size).toBe(230);
    expect(hub.requests.map(({ path }) => path)).toEqual([
      "/api/daily_papers?date=2026-11-24&limit=100",
      "/api/daily_papers?date=2026-11-24&limit=100&p=1",
      "/api/daily_papers?date=2026-11-24&limit=100&p=2",
    ]);
  });

  test("leads nowhere else, whatever its Link says, and not in circles", async () => {
    const body = JSON.stringify([anEntry("2611.00001", "A")]);
    const to = (url: string) => ({ status: 200, headers: { link: `<${url}>; rel="next"` }, body });
    hub.fail(
      to("http://169.254.169.254/latest?p=1"),
      to("/api/daily_papers?p=2"),
      to("/api/daily_papers?p=1"),
    );
    expect(await read()).toHaveLength(1);
    expect(hub.requests.map(({ path }) => path)).toEqual([
      "/api/daily_papers?date=2026-11-24&limit=100",
      "/api/daily_papers?p=1",
    ]);
  });

  test("of a weekend is empty", async () => {
    expect(await read("2026-11-22")).toEqual([]);
  });

  test("of a day that lies ahead is refused, and asked for once", async () => {
    await expect(read("2026-11-26")).rejects.toMatchObject({ fault: "refused" });
    expect(hub.requests).toHaveLength(1);
  });

  test.each([
    [{ error: "Sorry, we can't find the page you are looking for." }, /Sorry, we can't find/],
    [{ papers: [] }, /no list of papers/],
    [[{ error: "x" }, null], /something else than papers/],
  ])("that is %j is no list, though it says 200", async (body, words) => {
    hub.break({ status: 200, body: JSON.stringify(body) });
    const error = await read().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ fault: "lying", message: expect.stringMatching(words) });
  });

  test("is waited for when the window is used up, which the answer before told", async () => {
    hub.put(DAY, [anEntry("2611.00001", "A")]);
    hub.limit(1, 20);
    const asked = source();
    await Array.fromAsync(asked.papers({ day: DAY }));
    const before = clock.now();
    hub.limit(9, 20);
    await Array.fromAsync(asked.papers({ day: DAY }));
    expect(clock.now() - before).toBeGreaterThanOrEqual(20_000);
    hub.limit(0, 250);
    const error = await Array.fromAsync(asked.papers({ day: DAY })).catch(
      (error: unknown) => error,
    );
    expect(error).toMatchObject({ fault: "busy", retryAt: clock.now() + 250_000 });
  });
});

test("a token goes to the host of the settings, and into no error", async () => {
  hub.put(DAY, [anEntry("2611.00001", "A")]);
  await Array.fromAsync(source("hf_secret").papers({ day: DAY }));
  expect(hub.requests[0]?.headers.authorization).toBe("Bearer hf_secret");
  await read();
  expect(hub.requests[1]?.headers.authorization).toBeUndefined();
  const elsewhere = await startHuggingFace(clock.now);
  hub.break({ redirect: `${elsewhere.apiUrl}/daily_papers` });
  const error = await Array.fromAsync(source("hf_secret").papers()).catch(
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(SourceError);
  expect(elsewhere.requests).toEqual([]);
  const { message, stack, cause } = error as Error;
  expect(JSON.stringify([message, stack, cause])).not.toContain("hf_secret");
  await elsewhere.close();
});

test("an old id, which has a slash and no page there, is not asked for", async () => {
  expect(await Array.fromAsync(source().byId?.(["math/0211159"]) ?? [])).toEqual([]);
  expect(hub.requests).toEqual([]);
});
