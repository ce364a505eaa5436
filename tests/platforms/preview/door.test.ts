import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHost } from "#chat";
import { contractCommands } from "../../contracts/platform-commands.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  const host = createHost({ commands: contractCommands([]), tools: {}, onFailure: () => {} });
  stage = await setStage({ host });
});
afterEach(async () => {
  expect(stage.failures).toEqual([]);
  await stage.close();
});

const LINE = JSON.stringify({ line: "echo hello", zone: "UTC" });

/** A request with these headers and no others, as no browser would let a page send it. */
function knock(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
  method = body === undefined ? "GET" : "POST",
): Promise<{ status: number; text: string; headers: Readonly<Record<string, unknown>> }> {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof knock>>>();
  const sent = request(`${stage.url}${path}`, { method, headers }, async (response) => {
    const pieces = await response.toArray();
    const text = Buffer.concat(pieces).toString();
    resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
  });
  sent.on("error", reject).end(body);
  return promise;
}

const json = { "content-type": "application/json" };

describe("a request is answered", () => {
  test.each(["localhost", "localhost:3000", "127.0.0.1:8080", "127.0.0.7", "[::1]:3000"])(
    "under this machine's name %s",
    async (host) => {
      expect((await knock("/preview/welcome", { host })).status).toBe(200);
      const origin = `http://${host}`;
      const said = await knock("/preview/say", { ...json, host, origin }, LINE);
      expect([said.status, said.text.includes("hello")]).toEqual([200, true]);
    },
  );

  test("from a page of ours, as browsers mark it", async () => {
    const { host } = new URL(stage.url);
    const marked = { ...json, origin: stage.url, "sec-fetch-site": "same-origin", host };
    expect((await knock("/preview/say", marked, LINE)).status).toBe(200);
  });

  test("as JSON in any spelling of its type", async () => {
    const type = { "content-type": "Application/JSON; charset=utf-8" };
    expect((await knock("/preview/say", type, LINE)).status).toBe(200);
  });
});

describe("a request is refused in one sentence", () => {
  test.each([
    ["evil.example"],
    ["127.0.0.1.evil.example"],
    ["localhost.evil.example"],
    ["evil.example:3000"],
    ["localhost@evil.example"],
  ])("under the foreign name “%s”, whatever it asks", async (host) => {
    for (const path of ["/", "/preview/welcome", "/preview/posts", "/preview/page/main.ts"]) {
      const { status, text } = await knock(path, { host });
      expect([path, status]).toEqual([path, 403]);
      expect(text).toContain("I answer on this machine alone");
    }
  });

  test.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ origin: "http://localhost:1" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
  ])("from another page: %j", async (headers) => {
    const said = await knock("/preview/say", { ...json, ...headers }, LINE);
    expect(said.status).toBe(403);
    expect(JSON.parse(said.text)).toEqual({ trouble: "That came from another page: ask on mine." });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "with the type “%s”, which a form could send",
    async (type) => {
      const said = await knock("/preview/say", type ? { "content-type": type } : {}, LINE);
      expect([said.status, said.text]).toEqual([415, '{"trouble":"I read JSON alone."}']);
    },
  );

  test.each([
    ["{", 400],
    ["[]", 400],
    ['"text"', 400],
    ['{"line":7,"zone":"UTC"}', 400],
    [JSON.stringify({ line: "x".repeat(200_000), zone: "UTC" }), 413],
  ])("with a body that is none", async (body, status) => {
    const said = await knock("/preview/say", json, body);
    expect([said.status, JSON.parse(said.text)]).toEqual([
      status,
      { trouble: expect.stringMatching(/^.*[.:].*$/) },
    ]);
  });

  test.each(["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"])(
    "passed on by a proxy, which names who asked in %s",
    async (name) => {
      for (const path of ["/", "/preview/welcome"])
        expect((await knock(path, { [name]: "203.0.113.7" })).status).toBe(403);
      const said = await knock("/preview/say", { ...json, [name]: "203.0.113.7" }, LINE);
      expect([said.status, said.text]).toEqual([403, expect.stringContaining("proxy")]);
    },
  );

  test("too large, over a connection that takes no more after it", async () => {
    const body = JSON.stringify({ line: "x".repeat(200_000), zone: "UTC" });
    const { status, headers } = await knock("/preview/say", json, body);
    expect(headers).toMatchObject({ connection: "close" });
    expect(status).toBe(413);
  });

  test("with the wrong method, and told the right one", async () => {
    const told = (allow: string) => ({ status: 405, headers: { allow } });
    expect(await knock("/preview/say")).toMatchObject(told("POST"));
    expect(await knock("/preview/welcome", json, "{}")).toMatchObject(told("GET"));
    expect(await knock("/preview/say", json, LINE, "PUT")).toMatchObject(told("GET, HEAD, POST"));
    expect(await knock("/", {}, undefined, "DELETE")).toMatchObject(told("GET, HEAD, POST"));
  });

  test("when the bot is ending", async () => {
    await stage.platform?.stop();
    const { status, text } = await knock("/preview/welcome");
    expect([status, text]).toEqual([
      503,
      '{"trouble":"I am just starting or ending: try again in a moment."}',
    ]);
  });
});

test("somebody who goes away in the middle of a sentence is no fault of ours", async () => {
  const headers = { ...json, "content-length": "200" };
  const sent = request(`${stage.url}/preview/say`, { method: "POST", headers });
  sent.on("error", () => {});
  await new Promise((resolve) => sent.write('{"line"', resolve));
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  sent.on("close", resolve).destroy();
  await gone;
  // One that came later is answered later.
  expect((await knock("/preview/say", json, LINE)).status).toBe(200);
});

test("posts are counted in whole numbers, whatever is asked", async () => {
  for (const after of ["Infinity", "1e999", "NaN", "x", "0.5", "9".repeat(400)])
    expect((await knock(`/preview/posts?after=${after}`)).text).toBe('{"messages":[],"newest":0}');
});

test("what no button, form or look of ours carries is refused in words", async () => {
  const origin = { isPrivate: false, isPost: false };
  const bodies: readonly (readonly [string, object])[] = [
    ["press", { look: "discord", control: {}, origin, zone: "" }],
    ["press", { look: "slack", control: { type: "button", value: "nonsense" }, origin, zone: "" }],
    ["press", { look: "slack", control: { type: { toString: 1 } }, origin, zone: "" }],
    ["press", { look: "teams", control: { custom_id: "x" }, origin, zone: "" }],
    ["press", { look: "__proto__", control: { custom_id: "x" }, origin, zone: "" }],
    ["submit", { look: "slack", form: { private_metadata: "{" }, origin, zone: "" }],
    ["submit", { look: "slack", form: { state: { values: { a: { b: 7 } } } }, origin, zone: "" }],
    ["submit", { look: "discord", form: { custom_id: "1[]", components: [7] }, origin, zone: "" }],
  ];
  for (const [path, body] of bodies) {
    const { status, text } = await knock(`/preview/${path}`, json, JSON.stringify(body));
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { kind: "message", message: { isPrivate: true, summary: expect.stringMatching(/\.$/) } },
    ]);
  }
});

test("the page may load nothing from elsewhere, run nothing inline, and stand in no frame", async () => {
  const page = await knock("/");
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(page.text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/i);
  expect(page.headers["x-content-type-options"]).toBe("nosniff");
});
