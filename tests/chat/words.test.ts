import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CommandCard, readInput, readWords, writeWords } from "#chat";
import { commandCards, foreign, inputOf, seeded } from "./arbitrary.ts";
import { card, cards, keep, refusal, search, show, subscribe, trending } from "./cards.ts";

const read = (line: string, root?: string) => {
  const { command, input } = readWords(line, cards, root);
  return { [command.name]: input };
};
const refused = (line: string) => refusal(() => read(line, "papers"));

describe("a typed line", () => {
  test.each<[string, object]>([
    ["search graph transformers", { search: { query: "graph transformers" } }],
    ["  SEARCH   graph\ttransformers\n", { search: { query: "graph transformers" } }],
    ["/search graph", { search: { query: "graph" } }],
    ["/papers search graph", { search: { query: "graph" } }],
    ["papers /search graph", { search: { query: "graph" } }],
    ["/Papers trending", { trending: {} }],
    ["/ search graph", { search: { query: "graph" } }],
    ["search papers", { search: { query: "papers" } }],
    ["search graph since:2024", { search: { query: "graph", since: 2024 } }],
    [
      "search since:2024 graph Sort:NEWEST",
      { search: { query: "graph", since: 2024, sort: "newest" } },
    ],
    ["search graph page:2", { search: { query: "graph", page: 2 } }],
    ["subscribe hour:0 quiet:no", { subscribe: { hour: 0, quiet: false } }],
    [
      "subscribe channel:<#C0123|papers> graphs",
      { subscribe: { channel: "C0123", topic: "graphs" } },
    ],
  ])("%j is understood", (line, said) => expect(read(line, "papers")).toEqual(said));

  test.each(["", " ", "\n\t", "/", "/papers", "papers  "])("%j means help", (line) =>
    expect(read(line, "papers")).toEqual({ help: {} }),
  );

  test("the root is skipped once, however it is spelled, and only where there is one", () => {
    expect(read("/PAPERS search x", "Papers")).toEqual({ search: { query: "x" } });
    expect(refused("papers papers search x")).toContain("no command “papers”");
    expect(refusal(() => read("papers search x"))).toContain("no command “papers”");
  });
});

describe("a text that understands some names itself", () => {
  const { query } = search.options;
  const options = { ...search.options, query: { ...query, operators: ["author"] } };
  const commands = [{ ...search, options } as CommandCard];
  test.each<[string, object]>([
    ["search author:Kipf", { query: "author:Kipf" }],
    ['search author:"Thomas Kipf" sort:newest', { query: 'author:"Thomas Kipf"', sort: "newest" }],
    ["search author:Kipf since:2024", { query: "author:Kipf", since: 2024 }],
    ["search author:Kipf graphs", { query: "graphs", author: "Kipf" }],
    ['search "graph transformers"', { query: '"graph transformers"' }],
    ["search “graph transformers”", { query: "“graph transformers”" }],
    ['search "graph transformers" author:Kipf', { query: '"graph transformers"', author: "Kipf" }],
    ['search query:"graph transformers"', { query: "graph transformers" }],
  ])("keeps its quotes, and may consist of names alone: %j", (line, input) => {
    const said = readWords(line, commands);
    expect(said.input).toEqual(input);
    expect(readWords(writeWords(said.command, said.input), commands).input).toEqual(input);
  });

  test("is missed where only other names stand", () =>
    expect(refusal(() => readWords("search since:2024", commands))).toContain("needs a query"));
});

describe("quotes", () => {
  test.each<[string, string, string?]>([
    ['search graph author:"Thomas Kipf"', "graph", "Thomas Kipf"],
    ["search graph author:“Thomas Kipf”", "graph", "Thomas Kipf"],
    ["search graph author:„Thomas Kipf“", "graph", "Thomas Kipf"],
    ['search graph author:"the \\"great\\" one"', "graph", 'the "great" one'],
    ['search graph author:"back\\\\slash"', "graph", "back\\slash"],
    ['search graph author:"“curly” inside"', "graph", "“curly” inside"],
    ['search query:"\\alpha and \\beta"', "\\alpha and \\beta"],
    ['search query:"author: a title"', "author: a title"],
    ['search "author:kipf and since:soon"', "author:kipf and since:soon"],
    ["search “graph transformers”", "graph transformers"],
    ['search "graph transformers" for "small data"', '"graph transformers" for "small data"'],
    ['search the "unclosed quote', 'the "unclosed quote'],
    ['search 5" screens', '5" screens'],
    ["search don't", "don't"],
    ['search x author:""', "x"],
  ])("%s", (line, query, author) =>
    expect(read(line)).toEqual({ search: { query, ...(author && { author }) } }),
  );

  test("keep a word from being read as a choice", () => {
    expect(read("trending month")).toEqual({ trending: { window: "month" } });
    expect(read('trending "month"')).toEqual({ trending: { topic: "month" } });
    expect(read('trending week "month"')).toEqual({ trending: { window: "week", topic: "month" } });
  });

  test("that stay open after a name are pointed out", () => {
    expect(refused('search graph author:"Thomas Kipf')).toBe(
      'author has a quote that is not closed: write author:"…".',
    );
  });
});

describe("what only looks like an option stays plain text", () => {
  test.each([
    "https://arxiv.org/abs/2401.01234",
    "http://huggingface.co/papers/2401.01234?x=1#y",
    "arXiv:2401.01234v2",
    "arxiv:hep-th/9901001",
    "doi:10.48550/arXiv.2401.01234",
    "A*: Better Planning",
    "BERT: Pre-training of Deep Bidirectional Transformers",
    "AlphaGo:Zero",
    "GPT-4: a report: part 2",
    "author : of what",
    "paper: the thing itself",
    ":colon first",
    "ratio 3:2",
    "__proto__:x",
    "constructor:x toString:y",
  ])("%s", (text) => expect(read(`show ${text}`)).toEqual({ show: { paper: text } }));
});

test("an address is no misspelled option, however near its scheme comes to one", () => {
  const paper = { type: "text", about: "which", required: true } as const;
  const open = card("open", { paper, http: { type: "yesno", about: "plainly" } });
  expect(readWords("open https://x.org", [open]).input).toEqual({ paper: "https://x.org" });
  expect(refusal(() => readWords("open x htp:yes", [open]))).toContain("Did you mean http?");
});

describe("bare words", () => {
  test.each<[string, object]>([
    [
      "trending month graph transformers",
      { trending: { window: "month", topic: "graph transformers" } },
    ],
    ["trending Month", { trending: { window: "month" } }],
    ["trending top month graphs", { trending: { sort: "top", window: "month", topic: "graphs" } }],
    ["trending graphs of the month", { trending: { topic: "graphs of the month" } }],
    ["trending month week", { trending: { window: "month", topic: "week" } }],
    ["trending window:day week", { trending: { window: "day", topic: "week" } }],
    ["saved export", { saved: { export: true } }],
    ["saved export:no", { saved: { export: false } }],
    ["subscribe 9 quiet graphs", { subscribe: { hour: 9, quiet: true, topic: "graphs" } }],
    ["search newest papers on graphs", { search: { query: "newest papers on graphs" } }],
    ["search 2024", { search: { query: "2024" } }],
    ["subscribe graphs quiet", { subscribe: { topic: "graphs", quiet: true } }],
    ["keep 2402.02005 remove", { keep: { paper: "2402.02005", remove: true } }],
    ["keep paper:2402.02005 Remove", { keep: { paper: "2402.02005", remove: true } }],
    ["keep how to remove:no remove", { keep: { paper: "how to remove", remove: false } }],
    ["keep remove", { keep: { paper: "remove" } }],
    ['keep "how to remove"', { keep: { paper: "how to remove" } }],
    ["keep remove noise", { keep: { paper: "remove noise" } }],
  ])("%s", (line, said) => expect(read(line)).toEqual(said));
});

describe("a named value goes on over the words after it", () => {
  test.each<[string, object]>([
    ["search graphs author:Ada Lovelace", { query: "graphs", author: "Ada Lovelace" }],
    [
      "search graphs author:J. von Neumann since:2020",
      {
        query: "graphs",
        author: "J. von Neumann",
        since: 2020,
      },
    ],
    [
      "search query:graph transformers author:Ada Lovelace",
      {
        query: "graph transformers",
        author: "Ada Lovelace",
      },
    ],
    ["search author:Ada Lovelace query:graphs", { query: "graphs", author: "Ada Lovelace" }],
  ])("once the free text has been given: %s", (line, input) =>
    expect(read(line)).toEqual({ search: input }),
  );

  test.each<[string, object]>([
    ["search author:Ada graph transformers", { query: "graph transformers", author: "Ada" }],
    ["search graph since:2024 transformers", { query: "graph transformers", since: 2024 }],
    ["search graph author:J3 transformers", { query: "graph transformers", author: "J3" }],
    ['search graph author:"Ada" transformers', { query: "graph transformers", author: "Ada" }],
    ["search graph sort:newest transformers", { query: "graph transformers", sort: "newest" }],
    ['search graph author:Ada "Lovelace"', { query: 'graph "Lovelace"', author: "Ada" }],
  ])("but not: %s", (line, input) => expect(read(line)).toEqual({ search: input }));
});

describe("what is not understood is named, with the nearest right word", () => {
  test.each([
    ["serch graph", "There is no command “serch”. Did you mean search?"],
    ["trendng", "There is no command “trendng”. Did you mean trending?"],
    ["shwo x", "There is no command “shwo”. Did you mean show?"],
    ["x", "There is no command “x”. Type help to see what there is, or search x."],
    ["search graph authr:Kipf", "search has no option “authr”. Did you mean author?"],
    ["saved exprt", "saved does not know “exprt”. Did you mean export?"],
    ["saved bananas", "saved has no option “bananas”. It takes export."],
    ["saved depth:3", "saved has no option “depth”. It takes export."],
    ["help me", "help takes no options: type help alone."],
    ["search", "search needs a query: what to look for."],
    ["search x since:soon", "since must be a whole number from 1900 to 2100."],
    ["search x since:2020 since:2021", "since is given twice: give it once."],
    ["search graph query:transformers", 'query is given twice: put all of it in query:"…".'],
    ["search graph author:", 'author has no value: write author:"…", or leave it out.'],
    [
      "foo bar baz",
      "There is no command “foo”. Type help to see what there is, or search foo bar baz.",
    ],
    ["trending window:year", "window can be day, week, month."],
  ])("%s → %s", (line, sentence) => expect(refused(line)).toBe(sentence));

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is no command and no option",
    (name) => {
      expect(refused(name)).toContain(`There is no command “${name}”`);
      expect(refused(`saved ${name}:x`)).toContain(`saved has no option “${name}`);
    },
  );

  test("a hidden option is never offered", () => {
    expect(read("search x pge:2")).toEqual({ search: { query: "x pge:2" } });
    const secret = card("secret", {
      mode: { type: "text", about: "x", choices: ["abc"], hidden: true },
    });
    for (const line of ["secret abd", "secret abc"])
      expect(refusal(() => readWords(line, [secret]))).toBe(
        "secret takes no options: type secret alone.",
      );
    expect(readWords("secret mode:abc", [secret]).input).toEqual({ mode: "abc" });
  });
});

describe("words → input → words", () => {
  const same = (command: CommandCard, input: Record<string, string | number | boolean>) => {
    const said = readWords(writeWords(command, input), [command]);
    expect(said).toEqual({ command, input: readInput(command, input) });
  };

  test.each<[CommandCard, Record<string, string | number | boolean>, string]>([
    [search, { query: "graph transformers", since: 2024 }, "search graph transformers since:2024"],
    [search, { query: "author:x" }, 'search query:"author:x"'],
    [search, { query: 'say "x"' }, 'search say "x"'],
    [search, { query: '"x"' }, 'search query:"\\"x\\""'],
    [trending, { window: "month", topic: "graphs" }, "trending graphs window:month"],
    [trending, { topic: "month" }, "trending topic:month"],
    [show, { paper: "arXiv:2401.01234" }, "show arXiv:2401.01234"],
    [subscribe, { hour: 9, quiet: false }, "subscribe hour:9 quiet:false"],
    [search, { query: "x", author: "Europe/Berlin" }, "search x author:Europe/Berlin"],
    [search, { query: "x", author: "09:00" }, "search x author:09:00"],
    [search, { query: "x", author: "a:b" }, 'search x author:"a:b"'],
    [keep, { paper: "how to remove" }, 'keep paper:"how to remove"'],
  ])("$2 is written as people would type it", (command, input, line) => {
    expect(writeWords(command, input)).toBe(line);
    same(command, input);
  });

  test("any input of any command reads back as it was", () => {
    const cases = commandCards.chain((command) => fc.tuple(fc.constant(command), inputOf(command)));
    fc.assert(
      fc.property(cases, ([command, input]) => same(command, input)),
      seeded(500),
    );
  });

  test("any text reads back as it was, whichever option holds it", () => {
    fc.assert(
      fc.property(foreign, foreign, (query, author) =>
        same(search, { query: `q${query}`, author }),
      ),
      seeded(3000),
    );
    fc.assert(
      fc.property(foreign, (topic) => same(trending, { topic })),
      seeded(3000),
    );
  });
});
