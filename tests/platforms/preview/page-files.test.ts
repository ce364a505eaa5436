import { posix } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHost } from "#chat";
import { contractCommands } from "../../contracts/platform-commands.ts";
import { type Stage, setStage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  const host = createHost({ commands: contractCommands([]), tools: {}, onFailure: () => {} });
  stage = await setStage({ host });
});
afterAll(() => stage.close());

const IMPORT = /^(?:import|export)\s[^"();]*?from "([^"]+)";/gm;

test("every file that the page names is there, in a shape that browsers take", async () => {
  const get = async (path: string) => {
    const response = await fetch(stage.url + path);
    return {
      ...{ path, status: response.status, type: response.headers.get("content-type") ?? "" },
      text: await response.text(),
    };
  };
  const page = await get("/");
  const waiting = [...page.text.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = ""]) => path);
  const seen = new Set<string>();
  for (const path of waiting) {
    if (seen.has(path)) continue;
    seen.add(path);
    const file = await get(path);
    expect([path, file.status]).toEqual([path, 200]);
    expect(file.type).toMatch(/^(text\/javascript|text\/css|image\/svg\+xml); charset=utf-8$/);
    if (!path.endsWith(".ts")) continue;
    const imports = [...file.text.matchAll(IMPORT)].map(([, name = ""]) => name);
    // No package's name, since there is nothing to resolve it in a browser.
    expect(imports.filter((one) => !one.startsWith("."))).toEqual([]);
    waiting.push(...imports.map((one) => posix.join(posix.dirname(path), one)));
    // What is left once the types are gone is JavaScript: it can be read, with its modules' words taken out.
    const plain = file.text
      .replace(IMPORT, "")
      .replace(/^export /gm, "")
      .replace(/^await /gm, "void ");
    expect(() => new Script(plain, { filename: path })).not.toThrow();
  }
  expect(seen.size).toBeGreaterThan(50);
  const named = [...stage.routes.keys()].filter((path) => path.startsWith("/preview/page/"));
  const unasked = named.filter((path) => !seen.has(path) && !path.endsWith("/index.html"));
  // Types alone, which no browser asks for.
  const types = ["discord/field.ts", "hands.ts", "slack/field.ts"];
  expect(unasked.sort()).toEqual(types.map((one) => `/preview/page/${one}`));
});
