import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { openSite, says, well } from "./stage.ts";

let site: Awaited<ReturnType<typeof openSite>>;
afterEach(() => site.close());
const open = async (...how: Parameters<typeof openSite>) => {
  site = await openSite(...how);
  return site;
};

test("/healthz says that the process answers, whatever else is wrong", async () => {
  const { get } = await open({ checks: [says("discord", "Discord can't be reached.")] });
  const response = await get("/healthz");
  expect([response.status, await response.json()]).toEqual([200, { alive: true }]);
});

describe("/readyz", () => {
  test("is 200 when all is well", async () => {
    const { get } = await open();
    const response = await get("/readyz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      checks: [
        { name: "database", ready: true },
        { name: "heartbeat", ready: true },
      ],
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("is 503 when anything is not, with a sentence on each", async () => {
    const why = "Discord refuses the token.";
    const { get } = await open({ checks: [well("database"), says("discord", why)] });
    const response = await get("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      ready: false,
      checks: [
        { name: "database", ready: true },
        { name: "discord", ready: false, why },
      ],
    });
  });

  test("says of a check that breaks no more than that", async () => {
    const look = () => Promise.reject(new Error("password=hunter2"));
    const { get } = await open({ checks: [{ name: "database", look }] });
    const response = await get("/readyz");
    expect([response.status, await response.json()]).toEqual([
      503,
      {
        ready: false,
        checks: [{ name: "database", ready: false, why: "The database does not answer." }],
      },
    ]);
  });
});

test("/metrics is what Prometheus reads", async () => {
  const { get } = await open();
  const response = await get("/metrics");
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4");
  expect(await response.text()).toBe("paperboy_up 1\n");
});

test("any other path is not there, in plain text", async () => {
  const { get } = await open();
  for (const path of ["/", "/healthz/", "/metrics/x", "/%00", "/..%2f..%2fetc/passwd", "//evil"]) {
    const response = await get(path);
    expect([path, response.status, await response.text()]).toEqual([
      path,
      404,
      "There is nothing here.\n",
    ]);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  }
});

test("every page can be asked for its head alone", async () => {
  const { get } = await open();
  for (const path of ["/healthz", "/readyz", "/metrics", "/feed.xml", "/feed.json"]) {
    const [head, whole] = [await get(path, { method: "HEAD" }), await get(path)];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("content-type")).toBe(whole.headers.get("content-type"));
    await whole.text();
  }
});

test("what can only be read is told how to be asked for", async () => {
  const { get } = await open();
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const response = await get("/feed.xml", { method, ...(method === "POST" && { body: "x" }) });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(await response.text()).toBe("Ask for this with GET or HEAD.\n");
  }
});

test("every answer forbids browsers to run, frame or guess anything", async () => {
  const { get } = await open();
  for (const path of ["/healthz", "/feed.xml", "/nowhere"]) {
    const { headers } = await get(path);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});

test("a page that breaks is told to the log, and to nobody else", async () => {
  const metrics = () => Promise.reject(new Error("password=hunter2"));
  const { get, lines } = await open({ metrics });
  const response = await get("/metrics");
  expect(response.status).toBe(500);
  expect(await response.text()).toBe("Sorry, that went wrong on my side: the log says more.\n");
  expect(lines).toMatchObject([{ fields: { path: "/metrics" } }]);
});

describe("the name that it is asked under", () => {
  const ask = (host: string) =>
    site.say(`GET /readyz HTTP/1.1\nHost: ${host}\nConnection: close\n\n`);

  test.each(["localhost", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:3000", "[::1]:3000"])(
    "may be %s",
    async (host) => {
      await open();
      expect(await ask(host)).toMatch(/^HTTP\/1.1 200 /);
    },
  );

  test.each([
    "evil.example",
    "evil.example:3000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "1.2.3.4",
    "localhost@evil.example",
    "papers.example.org",
  ])("may not be %s, which a page could have lead here", async (host) => {
    await open();
    const heard = await ask(host);
    expect(heard).toMatch(/^HTTP\/1.1 4(?:21|00) /);
    expect(heard).not.toContain("database");
  });

  test("is no way around by the address in the request line", async () => {
    const { say } = await open();
    const line = "GET http://localhost/readyz HTTP/1.1";
    const heard = await say(`${line}\nHost: evil.example\nConnection: close\n\n`);
    expect(heard).toMatch(/^HTTP\/1.1 421 /);
  });

  test("may be the one that a proxy gives it", async () => {
    await open({ publicUrl: "https://papers.example.org" });
    expect(await ask("papers.example.org")).toMatch(/^HTTP\/1.1 200 /);
    expect(await ask("evil.example")).toMatch(/^HTTP\/1.1 421 /);
  });

  test("may be any where the port is open to other machines on purpose", async () => {
    await open({ host: "0.0.0.0" });
    expect(await ask("papers.example.org")).toMatch(/^HTTP\/1.1 200 /);
  });
});

test("a body that nobody asked for is answered before it is there, and then cut off", async () => {
  const { origin } = await open();
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  const closed = once(socket, "close");
  // Whoever is cut off while writing hears so by an error.
  socket.on("error", () => {});
  let heard = "";
  socket.on("data", (chunk) => {
    heard += String(chunk);
  });
  socket.write("POST /readyz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\nx");
  await closed;
  expect(heard).toMatch(/^HTTP\/1.1 405 /);
});

test.each([
  ["no request at all", "hello\n\n"],
  ["no host", "GET /healthz HTTP/1.1\n\n"],
  ["two lengths", "POST / HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 2\n\n"],
  [
    "a length and chunks",
    "POST / HTTP/1.1\nHost: x\nContent-Length: 1\nTransfer-Encoding: chunked\n\n",
  ],
  ["a head of 20 KB", `GET / HTTP/1.1\nHost: x\nx: ${"a".repeat(20_000)}\n\n`],
])("%s is refused, and the port goes on", async (_, text) => {
  const { say, get } = await open();
  expect(await say(text)).toMatch(/^HTTP\/1.1 4\d\d /);
  expect((await get("/healthz")).status).toBe(200);
});
