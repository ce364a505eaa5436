import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startPostgres } from "../postgres.ts";

test("a server that is killed comes back with what it had, on the same port", async () => {
  const server = await startPostgres();
  const url = await server.database();
  await server.sql("create table kept as select 7 as n", url);
  await server.kill();
  await expect(server.sql("select 1", url)).rejects.toThrow(/ECONNREFUSED/);
  await server.start();
  expect(await server.sql("select n from kept", url)).toEqual([{ n: 7 }]);
  await server.stop();
  expect(existsSync(server.folder)).toBe(false);
});

test("when the test itself is killed, the server and its folder go", async () => {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(import.meta.resolve("../postgres.ts"))});
    const { url, folder } = await startPostgres();
    process.stdout.write(JSON.stringify({ port: new URL(url).port, folder }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "pipe" });
  const [line] = await once(child.stdout, "data");
  const { folder } = JSON.parse(String(line)) as { readonly folder: string };
  expect(existsSync(folder)).toBe(true);
  child.kill("SIGKILL");
  while (existsSync(folder)) await sleep(20);
});
