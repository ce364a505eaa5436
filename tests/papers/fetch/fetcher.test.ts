import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createFetcher, type FetcherOptions } from "../../../src/papers/fetch/fetcher.ts";
import { heldClock } from "../../fakes/http/clock.ts";
import { type FakeServer, serve } from "../../fakes/http/server.ts";

const servers: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const clock = heldClock();
const start = async (body = "{}"): Promise<FakeServer> => {
  const server = await serve({
    now: clock.now,
    answer: () => ({ status: 200, type: "application/json", body }),
  });
  servers.push(server);
  return server;
};
const fetcherOf = (bases: readonly string[], more: Partial<FetcherOptions> = {}) =>
  createFetcher({ name: "The source", bases, agent: "test", pause: 10, clock, ...more });

describe("only what the settings name is asked", () => {
  test.each([
    "http://127.0.0.1:1/api/x",
    "http://localhost/api/x",
    "http://[::1]/api/x",
    "http://169.254.169.254/api/x",
    "http://2852039166/api/x",
    "http://0x7f000001/api/x",
    "https://source.example/api/x",
    "http://source.example:8080/api/x",
    "http://source.example@127.0.0.1/api/x",
    "http://source.example.evil.example/api/x",
    "http://source.example/apix",
    "http://source.example/api/../private",
    "http://source.example/api/%2e%2e/private",
  ])("%s is refused before anything is sent", async (address) => {
    const fetcher = fetcherOf(["http://source.example/api"]);
    await expect(fetcher.get(new URL(address), "json", JSON.parse)).rejects.toMatchObject({
      fault: "refused",
    });
  });

  test("a redirect to this machine, another port or another scheme is not followed", async () => {
    const [server, inside] = [await start(), await start()];
    for (const redirect of [
      `${inside.origin}/api`,
      "file:///etc/passwd",
      "//10.0.0.1/",
      "::",
      "",
    ]) {
      server.fail({ redirect });
      const asking = fetcherOf([server.origin], { limits: { tries: 1 } }).get(
        new URL(`${server.origin}/x`),
        "json",
        JSON.parse,
      );
      await expect(asking, redirect).rejects.toMatchObject({ fault: "lying" });
    }
    expect(inside.requests).toEqual([]);
    expect(server.requests).toHaveLength(5);
  });
});

test("from http to https of the same host is followed, and remembered", async () => {
  // No certificate is needed to see that TLS is spoken to the same port.
  let hellos = 0;
  let plain = 0;
  const server: Server = createServer((_, response) => {
    plain += 1;
    response.writeHead(301, { location: `https://127.0.0.1:${port}/x` }).end();
  });
  server.on("clientError", (_, socket) => {
    hellos += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  servers.push({ close: () => server.close() });
  const fetcher = fetcherOf([`http://127.0.0.1:${port}`], { limits: { tries: 2 } });
  const asking = fetcher.get(new URL(`http://127.0.0.1:${port}/x`), "json", JSON.parse);
  await expect(asking).rejects.toMatchObject({ fault: "down" });
  expect([plain, hellos]).toEqual([1, 2]);
});

test("another host is refused over https too, and named", async () => {
  const server = await start();
  server.fail({ redirect: "https://elsewhere.example/x" });
  const fetcher = fetcherOf([server.origin], { limits: { tries: 1 } });
  const asking = fetcher.get(new URL("/x", server.origin), "json", JSON.parse);
  await expect(asking).rejects.toMatchObject({
    message: expect.stringMatching(/sent us on to elsewhere\.example/),
  });
});

test("what tells only when it was changed is asked whether it was since", async () => {
  const modified = "Tue, 24 Nov 2026 01:00:00 GMT";
  const since: unknown[] = [];
  const server: Server = createServer(({ headers }, response) => {
    since.push(headers["if-modified-since"]);
    const status = headers["if-modified-since"] === modified ? 304 : 200;
    response.writeHead(status, { "content-type": "application/json", "last-modified": modified });
    response.end(status === 304 ? undefined : '{"a":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push({ close: () => server.close() });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetcher = fetcherOf([origin]);
  for (const _ of [1, 2]) {
    const { value } = await fetcher.get(new URL("/x", origin), "json", JSON.parse);
    expect(value).toEqual({ a: 1 });
  }
  expect(since).toEqual([undefined, modified]);
});

test("a host that is not there is told in a sentence", async () => {
  const server = await start();
  await server.close();
  const asking = fetcherOf([server.origin], { limits: { tries: 1 } }).get(
    new URL(server.origin),
    "json",
    JSON.parse,
  );
  await expect(asking).rejects.toMatchObject({
    ...{ fault: "down", message: "The source can't be reached (ECONNREFUSED)." },
  });
});

test("what its reader makes nothing of is no answer, and is not kept to compare with", async () => {
  const server = await start('{"a":1}');
  const fetcher = fetcherOf([server.origin]);
  const address = new URL(server.origin);
  const asking = fetcher.get(address, "json", () => {
    throw new TypeError("unexpected");
  });
  await expect(asking).rejects.toMatchObject({ fault: "lying" });
  expect(server.requests).toHaveLength(3);
  expect((await fetcher.get(address, "json", JSON.parse)).value).toEqual({ a: 1 });
  expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});

test("an answer from long ago makes room for new ones", async () => {
  const server = await start(JSON.stringify("x".repeat(3_000_000)).replace(/^(.*)$/, "[$1]"));
  const fetcher = fetcherOf([server.origin]);
  const ask = (path: string) => fetcher.get(new URL(path, server.origin), "json", JSON.parse);
  for (const path of ["/1", "/2", "/3", "/3", "/1"]) await ask(path);
  expect(server.requests.map(({ headers }) => headers["if-none-match"] !== undefined)).toEqual([
    ...[false, false, false, true, false],
  ]);
});

test("one that fails does not hold up the next", async () => {
  const server = await start();
  const fetcher = fetcherOf([server.origin], { limits: { tries: 1 } });
  server.fail({ reset: true });
  const asked = await Promise.allSettled(
    [1, 2].map((n) => fetcher.get(new URL(`/${n}`, server.origin), "json", JSON.parse)),
  );
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
});
