import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bold,
  channel,
  code,
  italic,
  join,
  link,
  type Rich,
  rich,
  spansOf,
  text,
  time,
} from "#chat";
import { foreign, seeded } from "./arbitrary.ts";

const hostile = [
  "*bold* _it_ ~s~ `c` ||spoiler||",
  "<@U1> <!channel> @everyone <#C1> <https://evil.example|click>",
  "[click](https://evil.example)",
  "# heading\n> quote\n- list",
  "$\\alpha_{i}^{*}$",
  "\u202eright to left\u2066",
];

describe("what is foreign stays literal", () => {
  test.each(hostile)("%j", (it) => {
    expect(rich`by ${it}!`).toBe(`by ${it}!`);
    expect(spansOf(it)).toEqual([it]);
  });

  test("any text, on its own and between spans", () => {
    fc.assert(
      fc.property(foreign, foreign, (one, other) => {
        const plain = rich`a ${one} b ${other} c`;
        expect(plain).toBe(`a ${one} b ${other} c`);
        const mixed = rich`${one}${bold("x")}${other}`;
        expect(text(mixed)).toBe(`${one}x${other}`);
        const spans = spansOf(mixed).filter((span) => typeof span !== "string");
        expect(spans).toEqual([bold("x")]);
        expect(text(join([one, other], " · "))).toBe([one, other].filter(Boolean).join(" · "));
      }),
      seeded(500),
    );
  });

  test("text inside a span is kept letter by letter", () => {
    fc.assert(
      fc.property(foreign, (it) => {
        for (const span of [bold(it), italic(it), code(it), link(it, "https://x.org")])
          expect(text(rich`${span}`)).toBe(it);
      }),
      seeded(300),
    );
  });
});

describe("a link", () => {
  test.each([
    "https://arxiv.org/abs/2401.01234",
    "http://localhost:3000/?a=1&b=(2)#c",
    "HTTPS://ARXIV.ORG",
    "https://doi.org/10.1000/a_b*c",
    "https://例え.jp/論文",
  ])("to %s is one", (url) => expect(link("pdf", url)).toEqual({ kind: "link", text: "pdf", url }));

  test.each([
    undefined,
    "",
    "arxiv.org",
    "//arxiv.org",
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,x",
    "ftp://x.org",
    "file:///etc/passwd",
    " https://x.org",
    "https://x.org/a b",
    "https://x.org/\n",
    "https://x.org|click",
    "https://x.org/<!channel>",
    "https://x.org>",
    "https://x.org/\u202e",
    "https://x.org/\0",
    "https://x.org/\ud800",
    "https://",
    "https://[",
    "https://%",
  ])("to %j is its text alone", (url) => expect(link("pdf", url)).toBe("pdf"));
});

describe("rich text has one shape", () => {
  test.each<[Rich, Rich]>([
    [rich``, ""],
    [rich`${""}`, ""],
    [rich`a${"b"}${1}`, "ab1"],
    [rich`${rich`a${"b"}`}c`, "abc"],
    [rich`${rich`a${bold("b")}`}c`, ["a", bold("b"), "c"]],
    [rich`${[]}${["", "a", "", "b"]}`, "ab"],
    [rich`${bold("a")}`, [bold("a")]],
    [rich`${link("a", "no")}b`, "ab"],
    [join([], ", "), ""],
    [join(["", [], rich``], ", "), ""],
    [join(["a", "", "b"], ", "), "a, b"],
    [join(["", bold("a") as never, ["b"]], ", "), [bold("a"), ", b"]],
    [join(["a"], ", "), "a"],
    [join(["a", "b"], ""), "ab"],
  ])("%#", (made, shape) => expect(made).toEqual(shape));
});

test("the words alone leave formatting out", () => {
  const all = rich`${bold("b")} ${italic("i")} ${code("c")} ${time(0, "1 Jan")} ${channel("C1")}`;
  expect(text(all)).toBe("b i c 1 Jan #C1");
  expect(text("")).toBe("");
});
