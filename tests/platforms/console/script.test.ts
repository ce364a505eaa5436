import { PassThrough, Readable, Writable } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { Reply } from "#chat";
import {
  type Console,
  type ConsoleOptions,
  createConsole,
  HERE,
} from "../../../src/platforms/console/index.ts";
import { smallHost } from "./commands.ts";

type Run = { readonly code: number; readonly out: string; readonly err: string };

async function run(
  act: (console: Console) => Promise<number>,
  options: Partial<ConsoleOptions> = {},
): Promise<Run> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const console = createConsole({
    input: Readable.from([]),
    output,
    errors,
    env: {},
    root: "papers",
    zone: "UTC",
    now: () => Date.UTC(2026, 10, 24, 9),
    ...options,
  });
  await console.start(smallHost().host);
  const code = await act(console);
  await console.stop();
  output.end();
  errors.end();
  return { code, out: await readAll(output), err: await readAll(errors) };
}

const script = (lines: string, options: Partial<ConsoleOptions> = {}) =>
  run((console) => console.pipe(), { input: Readable.from([lines]), ...options });

describe("one command", () => {
  test("is answered on stdout, and its buttons are words to type", async () => {
    const { code, out, err } = await run((console) => console.once("search graphs"));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatchInlineSnapshot(`
      "  Results for graphs, page 1

        graphs one
        https://example.org/paper

        graphs two
        https://example.org/paper

        Next page: search graphs page:2
      "
    `);
  });

  test("may begin with the root command", async () => {
    expect((await run((console) => console.once("/papers save x"))).out).toBe("  save: x\n");
  });

  test.each([
    ["search graphs sinc:2024", "search has no option “sinc”. Did you mean since?\n"],
    ["refuse", "No.\n"],
    ["3", "There is no button to press yet: ask something first, or type help.\n"],
  ])("that is refused is one sentence on stderr: %s", async (line, err) => {
    expect(await run((console) => console.once(line))).toEqual({ code: 1, out: "", err });
  });

  test("as JSON is the reply itself, a refusal too, and nothing a terminal would obey", async () => {
    const { code, out, err } = await run((console) => console.once("save \u202e\u009b31m"), {
      json: true,
    });
    expect(JSON.parse(out)).toMatchObject({ summary: "save: \u202e\u009b31m" });
    expect(out).not.toMatch(/[\u202e\u009b]/);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const refused = await run((console) => console.once("refuse"), { json: true });
    expect(JSON.parse(refused.out)).toMatchObject({ problem: "refused" });
    expect(refused).toMatchObject({ code: 1, err: "No.\n" });
  });

  test("a refusal can't control the terminal", async () => {
    const { err } = await run((console) => console.once("refuse \u001b[2Jred\u0007\nsecond"));
    expect(err).toBe("red second\n");
  });
});

describe("a script", () => {
  test("is answered in order, comments and empty lines skipped, numbers pressing", async () => {
    const { code, out, err } = await script("# hello\n\nsave a\r\nsearch graphs\n3\nsave b");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(
      /^ {2}save: a\n\n {2}Results for graphs[\s\S]*save: graphs two\n\n {2}save: b\n$/,
    );
  });

  test("goes on after a refusal and tells by its code", async () => {
    const { code, out, err } = await script("refuse\nsave a\nserch x\nsave b\n");
    expect(code).toBe(1);
    expect(out).toBe("  save: a\n\n  save: b\n");
    expect(err.split("\n")).toEqual([
      "No.",
      "There is no command “serch”. Did you mean search?",
      "",
    ]);
  });

  test("has nobody to fill in a form, and is told the words", async () => {
    const { code, err } = await script("search graphs\n6\n");
    expect(code).toBe(1);
    expect(err).toContain("write watch topic:… hour:… days:… instead");
  });

  test("as JSON gives one line for each command", async () => {
    const { out } = await script("save a\nrefuse\nsearch graphs\n", { json: true });
    const replies: Reply[] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(replies.map(({ problem }) => problem)).toEqual([undefined, "refused", undefined]);
  });

  test("ends quietly when nobody reads any more", async () => {
    let written = 0;
    const output = new Writable({
      write(_chunk, _encoding, done) {
        written += 1;
        done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
      },
    });
    const console = createConsole({
      input: Readable.from(["save a\nsave b\nsave c\n"]),
      output,
      errors: new PassThrough(),
      env: {},
      root: "papers",
    });
    await console.start(smallHost().host);
    expect(await console.pipe()).toBe(0);
    expect(written).toBe(1);
  });
});

describe("a post without a prompt", () => {
  const reply: Reply = { summary: "News", blocks: [{ kind: "text", text: "News" }] };

  test("is text under a line, once for each key", async () => {
    const { out } = await run(async (console) => {
      await console.post(HERE, reply, "1");
      await console.post(HERE, reply, "1");
      return 0;
    });
    expect(out).toBe(`  ── #console · Tue 24 Nov, 09:00 ${"─".repeat(44)}\n\n  News\n\n`);
  });

  test("is a line of JSON for machines", async () => {
    const act = async (console: Console) => {
      await console.post(HERE, reply, "1");
      return 0;
    };
    expect(JSON.parse((await run(act, { json: true })).out)).toEqual(reply);
  });
});
