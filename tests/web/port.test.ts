import { once } from "node:events";
import { type IncomingMessage, type RequestListener, request } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { openPort, PortError } from "../../src/web/index.ts";

const log = { info: () => {}, warn: () => {}, error: () => {} };

const open = (
  routes: Readonly<Record<string, RequestListener>> = {},
  port = 0,
  host = "127.0.0.1",
) => openPort({ host, port, routes: new Map(Object.entries(routes)), log });

test("each path has its page, whatever is asked of it, and every other path has none", async () => {
  const port = await open({ "/a": (_, response) => response.end("page a") });
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port.port}${path}`);
    return [response.status, await response.text()];
  };
  expect(await get("/a?q=1")).toEqual([200, "page a"]);
  expect(await get("/a/b")).toEqual([404, "There is nothing here.\n"]);
  expect(await get("/")).toEqual([404, "There is nothing here.\n"]);
  await port.close();
});

test.each(["http://example.org/a?q=1", "HTTP://example.org:80/a"])(
  "%s, as a proxy asks, has the same page as its path",
  async (target) => {
    const port = await open({ "/a": ({ url }, response) => response.end(`page ${url}`) });
    const asking = request({ port: port.port, path: target, agent: false }).end();
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    expect(await text(response)).toBe(`page ${target.slice(target.indexOf("/a"))}`);
    await port.close();
  },
);

test("a port that can't be opened is a sentence with the cure", async () => {
  const first = await open();
  await expect(open({}, first.port)).rejects.toThrow(PortError);
  await expect(open({}, first.port)).rejects.toThrow(
    `127.0.0.1:${first.port} is taken by another program: set PORT`,
  );
  await expect(open({}, 0, "203.0.113.1")).rejects.toThrow(/is not of this machine: set HOST/);
  await first.close();
});

test("closing lets what is under way end, twice is as good as once, and the port is free again", async () => {
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const port = await open({
    "/slow": (_, response) => {
      asked.resolve();
      gate.promise.then(() => response.end("done"));
    },
  });
  const answer = fetch(`http://127.0.0.1:${port.port}/slow`);
  await asked.promise;
  const closed = port.close();
  const from = performance.now();
  gate.resolve();
  expect(await (await answer).text()).toBe("done");
  await closed;
  expect(performance.now() - from).toBeLessThan(1_000);
  await port.close();
  const again = await open({}, port.port);
  await again.close();
});

test("a request that comes byte by byte is cut off", async () => {
  let asked = 0;
  const page: RequestListener = (request) => {
    asked += 1;
    request.on("error", () => {});
  };
  const routes = new Map([["/a", page]]);
  const port = await openPort({ host: "127.0.0.1", port: 0, routes, log, arrival: 100 });
  const { connect } = await import("node:net");
  const said = async (text: string): Promise<string> => {
    const socket = connect(port.port, "127.0.0.1");
    socket.write(text);
    let heard = "";
    for await (const chunk of socket) heard += String(chunk);
    return heard;
  };
  const begun = "POST /a HTTP/1.1\r\nhost: x\r\n";
  expect(await said(begun)).toMatch(/^HTTP\/1.1 408 /);
  expect(await said(`${begun}content-length: 10\r\n\r\nhalf`)).toMatch(/^HTTP\/1.1 408 /);
  expect(asked).toBe(1);
  await port.close();
});

test("a connection that asks nothing does not hold up the end", async () => {
  const port = await open();
  const { connect } = await import("node:net");
  const socket = connect(port.port, "127.0.0.1");
  await once(socket, "connect");
  await port.close();
  socket.destroy();
});
