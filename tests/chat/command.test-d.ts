import { describe, expectTypeOf, test } from "vitest";
import { type AnyCommand, type Call, type Command, erase, type Options, type Reply } from "#chat";

type Tools = { readonly find: (query: string) => Reply };

/** As the application's own `command` does it: the tools are fixed, the options are inferred. */
const command = <const O extends Options>(of: Command<Tools, O>): AnyCommand<Tools> => erase(of);

const reply: Reply = { summary: "", blocks: [] };
const words = { about: "x", seen: "everyone" } as const;

describe("a command's input is inferred from its options", () => {
  test("by type, choices and whether it is required", () => {
    const made = command({
      ...words,
      name: "all",
      options: {
        query: { type: "text", about: "x", required: true },
        author: { type: "text", about: "x" },
        sort: { type: "text", about: "x", choices: ["newest", "oldest"], required: true },
        window: { type: "text", about: "x", choices: ["day", "week"] },
        count: { type: "whole", about: "x", required: true },
        page: { type: "whole", about: "x", hidden: true },
        export: { type: "yesno", about: "x" },
        place: { type: "channel", about: "x", required: true },
        off: { type: "text", about: "x", required: false },
      },
      run(input, tools, call) {
        expectTypeOf(input.query).toEqualTypeOf<string>();
        expectTypeOf(input.author).toEqualTypeOf<string | undefined>();
        expectTypeOf(input.sort).toEqualTypeOf<"newest" | "oldest">();
        expectTypeOf(input.window).toEqualTypeOf<"day" | "week" | undefined>();
        expectTypeOf(input.count).toEqualTypeOf<number>();
        expectTypeOf(input.page).toEqualTypeOf<number | undefined>();
        expectTypeOf(input.export).toEqualTypeOf<boolean | undefined>();
        expectTypeOf(input.place).toEqualTypeOf<string>();
        expectTypeOf(input.off).toEqualTypeOf<string | undefined>();
        expectTypeOf(tools).toEqualTypeOf<Tools>();
        expectTypeOf(call).toEqualTypeOf<Call>();
        return tools.find(input.query);
      },
    });
    expectTypeOf(made).toEqualTypeOf<AnyCommand<Tools>>();
  });

  test("and can't be misspelled, mistyped or written to", () => {
    command({
      ...words,
      name: "strict",
      options: { query: { type: "text", about: "x" } },
      run(input) {
        // @ts-expect-error: there is no such option
        input.qury;
        // @ts-expect-error: it may be missing
        input.query.length;
        // @ts-expect-error: an input is read only
        input.query = "x";
        return reply;
      },
    });
  });

  test("and is empty where there are no options", () => {
    command({
      ...words,
      name: "bare",
      options: {},
      run(input) {
        expectTypeOf<keyof typeof input>().toEqualTypeOf<never>();
        return reply;
      },
    });
  });
});

describe("a command's suggestions", () => {
  test("know the names of its options", () => {
    command({
      ...words,
      name: "typed",
      options: {
        query: { type: "text", about: "x", suggest: true },
        author: { type: "text", about: "x" },
      },
      run: () => reply,
      suggest(option, typed) {
        expectTypeOf(option).toEqualTypeOf<"query" | "author">();
        expectTypeOf(typed).toEqualTypeOf<string>();
        // @ts-expect-error: there is no such option
        if (option === "qury") return [];
        return [{ label: typed, value: typed }];
      },
    });
  });

  test("have a label and a value", () => {
    command({
      ...words,
      name: "shaped",
      options: { query: { type: "text", about: "x", suggest: true } },
      run: () => reply,
      // @ts-expect-error: a suggestion is more than its value
      suggest: () => ["x"],
    });
  });
});

test("an option's type and keys are checked", () => {
  // @ts-expect-error: there is no option of that type
  command({ ...words, name: "x", options: { a: { type: "date", about: "x" } }, run: () => reply });
  // @ts-expect-error: every option says what it is about
  command({ ...words, name: "x", options: { a: { type: "text" } }, run: () => reply });
  // @ts-expect-error: who sees the answer is one of two
  command({ name: "x", about: "x", seen: "nobody", options: {}, run: () => reply });
});
