import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { type AnyCommand, createHost, type Failure, type Reply } from "#chat";
import { createCatalogue, fileSource, type PaperSource, systemClock } from "#papers";
import type { Tools } from "#tools";
import { shown } from "../desk.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-docs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first code block of a page, as a module; its imports are read as if it lay in `room`. */
async function example(page: string, room: string): Promise<Record<string, unknown>> {
  const [, code = ""] = readFileSync(page, "utf8").match(/```ts\n([\s\S]*?)```/) ?? [];
  const doors = { "#cards": "src/cards/index.ts", "#chat": "src/chat/index.ts" };
  const homes: Record<string, string> = { ...doors, "#tools": "src/tools.ts" };
  const moved = code.replace(/from "([^"]+)"/g, (_, from: string) => {
    const path = homes[from] ?? join(room, from);
    return `from ${JSON.stringify(pathToFileURL(path).href)}`;
  });
  const file = join(folder, `${room.replaceAll("/", "-")}-${page.replaceAll("/", "-")}.ts`);
  writeFileSync(file, moved);
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}

test.each(["README.md", "docs/writing-a-command.md"])(
  "the command of %s runs, and answers the same to the same number",
  async (page) => {
    const { default: random } = await example(page, "commands");
    const papers = createCatalogue();
    await papers.add(await Array.fromAsync(fileSource("data/papers.jsonl").papers()));
    const onFailure = ({ error }: Failure) => expect.unreachable(String(error));
    const commands = [random as AnyCommand<Pick<Tools, "papers">>];
    const host = createHost({ commands, tools: { papers }, onFailure });
    const at = { platform: "test", tenant: "lab", channel: "general" };
    const by = { id: "ada", manager: false };
    const say = (seed: number): Promise<Reply> =>
      host.answer({ command: "random", input: { seed }, by, at });
    expect(shown(await say(7))).toBe(shown(await say(7)));
    expect(shown(await say(7))).not.toBe(shown(await say(8)));
    expect(host.commands.map(({ name, about }) => `${name}: ${about}`)).toEqual([
      "random: A paper by chance",
    ]);
  },
);

test("the source of docs/writing-a-source.md reads a list from a real address", async () => {
  const list = [
    { title: "Graphs", abstract: "About graphs.", arxivId: "2401.00001v2" },
    { title: "" },
    { title: "Notes on Trees", abstract: "About trees." },
  ];
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(list));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const { labSource } = await example("docs/writing-a-source.md", "src/papers/sources");
    const skipped: string[] = [];
    const asking = { agent: "test", clock: systemClock, signal: new AbortController().signal };
    const source = (labSource as (options: object) => PaperSource)({
      ...asking,
      url: `http://127.0.0.1:${port}/papers.json`,
      onSkip: (reason: string) => skipped.push(reason),
    });
    const papers = await Array.fromAsync(source.papers());
    expect(papers.map(({ title }) => title)).toEqual(["Graphs", "Notes on Trees"]);
    expect(papers[0]?.key).toBe("arxiv:2401.00001");
    expect(skipped).toHaveLength(1);
  } finally {
    server.close();
  }
});
