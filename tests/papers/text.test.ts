import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plain } from "../../src/papers/latex.ts";
import { lead } from "../../src/papers/lead.ts";

const lengthOf = (text: string) => [...new Intl.Segmenter("en").segment(text)].length;

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(
      ..."\\$^_~'\"`=.cvuHkr0129 \n",
      "{",
      "}",
      "\\alpha",
      "\\mathbb",
      "\\textbf{",
      "\\frac",
      "\ud800",
      "\ue000",
      "__proto__",
    ),
  }),
);

describe("LaTeX as plain text", () => {
  test.each<[string, string, string]>([
    ["nothing", "", ""],
    ["no LaTeX at all", "Attention is all you need", "Attention is all you need"],
    ["white space is one space", " a\n  b\t c ", "a b c"],
    ["white space beside LaTeX too", " $x$\n  b ", "x b"],
    ["Greek letters", "$\\alpha$-divergence", "α-divergence"],
    ["two Greek letters apart", "\\alpha \\beta", "α β"],
    ["a raised figure", "$n^2$", "n²"],
    ["a raised group", "10^{-3}", "10⁻³"],
    ["a lowered figure", "$\\ell_1$", "ℓ₁"],
    ["a lowered group", "$x_{10}$", "x₁₀"],
    ["a power that Unicode lacks", "$x^{T}$", "x^T"],
    ["double letters", "$\\mathbb{R}^n$", "ℝⁿ"],
    ["signs", "$a\\leq{}b$", "a≤b"],
    ["bold", "\\textbf{bold} and \\emph{slanted}", "bold and slanted"],
    ["nested styles", "\\textbf{\\emph{both}}", "both"],
    ["math styles", "$\\mathcal{O}(n)$", "O(n)"],
    ["an accent in braces", "Poincar\\'{e}", "Poincaré"],
    ["an accent without braces", 'G\\"odel', "Gödel"],
    ["a cedilla", "Fran\\c{c}ois", "François"],
    ["a caron", "\\v{C}ech", "Čech"],
    ["a dotless i", 'na\\"{\\i}ve', "naïve"],
    ["a letter of its own", "Erd\\H{o}s", "Erdős"],
    ["protected capitals", "{BERT}: a {M}odel", "BERT: a Model"],
    ["escaped signs", "5\\% \\& \\#1 a\\_b", "5% & #1 a_b"],
    ["an escaped dollar", "\\$5 and \\$6", "$5 and $6"],
    ["prices", "from $5 to $10", "from $5 to $10"],
    ["a hard space", "Figure~1", "Figure 1"],
    ["quotes beside LaTeX", "``quoted'' $x$", '"quoted" x'],
    ["a command that is unknown", "\\foo{x}", "\\foox"],
    ["a name from Object.prototype", "\\constructor x", "\\constructor x"],
    ["a lone dollar", "costs $ 5", "costs $ 5"],
    ["a lone brace", "a } b { c", "a } b { c"],
    ["a lone backslash", "a \\", "a \\"],
  ])("%s: %j", (_what, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test("any text gives text on one line, without white space around it", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = plain(text);
        expect(read).toBe(read.trim());
        expect(read).not.toMatch(/[\n\r\t]|\s\s/);
      }),
      { numRuns: 1000 },
    );
  });

  test("text without LaTeX keeps every word", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\p{L}\p{N}.,:;()-]{1,12}$/u)), (words) => {
        expect(plain(words.join(" "))).toBe(words.join(" "));
      }),
    );
  });

  test.each([
    ["opening braces", "{"],
    ["dollars", "$"],
    ["carets and braces", "^{"],
    ["backslashes", "\\"],
    ["accents", "\\'{"],
    ["tildes", "~"],
    ["double letters", "\\mathbb "],
  ])("100 KB of %s take less than half a second", (_what, unit) => {
    const text = unit.repeat(100_000 / unit.length);
    const from = performance.now();
    plain(text);
    expect(performance.now() - from).toBeLessThan(500);
  });
});

describe("the lead of a text", () => {
  test.each<[string, string, number, string]>([
    ["nothing", "", 50, ""],
    ["white space", " \n ", 50, ""],
    ["all of a short text", "One. Two.", 50, "One. Two."],
    ["all that just fits", "One. Two.", 9, "One. Two."],
    [
      "whole sentences only",
      "One is here. Two is here. Three is here.",
      26,
      "One is here. Two is here.",
    ],
    ["the first sentence only", "One is here. Two is here.", 20, "One is here."],
    ["a question and an exclamation", "Why so? Thus! And more follows.", 14, "Why so? Thus!"],
    [
      "a long sentence cut at a word",
      "Transformers learn everything there is",
      20,
      "Transformers learn…",
    ],
    ["no comma before the cut", "Transformers, learners of everything", 15, "Transformers…"],
    ["a long word cut within", "a".repeat(30), 10, `${"a".repeat(9)}…`],
    [
      "not after “e.g.”",
      "We use tools, e.g. Graphs, a lot. More.",
      34,
      "We use tools, e.g. Graphs, a lot.",
    ],
    ["not after “et al.”", "Smith et al. Proved it. More is said.", 25, "Smith et al. Proved it."],
    ["not after an initial", "By J. Smith it is. More is said.", 20, "By J. Smith it is."],
    ["not within a figure", "It gains 3.5 points. More is said.", 22, "It gains 3.5 points."],
    ["white space as one space", "One\n  is\there. Two.", 50, "One is here. Two."],
    ["a family emoji as one sign", "👨‍👩‍👧 👨‍👩‍👧.", 4, "👨‍👩‍👧 👨‍👩‍👧."],
    ["no emoji cut apart", "👨‍👩‍👧".repeat(9), 3, `${"👨‍👩‍👧".repeat(2)}…`],
  ])("is %s", (_what, text, max, expected) => {
    expect(lead(text, max)).toBe(expected);
  });

  test("of any text is at most one sign longer than asked, on one line", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 60 }), (text, max) => {
        const short = lead(text, max);
        expect(lengthOf(short)).toBeLessThanOrEqual(max + 1);
        expect(short).toBe(short.trim());
        expect(short).not.toMatch(/[\n\r\t]/);
      }),
      { numRuns: 1000 },
    );
  });

  test("of any sentences begins the text itself", () => {
    const sentence = fc
      .array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 12 })
      .map((words) => `The ${words.join(" ")}.`);
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1 }),
        fc.integer({ min: 5, max: 200 }),
        (all, max) => {
          const text = all.join(" ");
          const short = lead(text, max);
          expect(short.length).toBeGreaterThan(0);
          expect(text.startsWith(short.replace(/…$/, ""))).toBe(true);
        },
      ),
    );
  });

  test("of 100 KB takes less than half a second", () => {
    const from = performance.now();
    expect(lead("word ".repeat(20_000), 300)).toMatch(/^word .*word…$/);
    expect(lead("A. ".repeat(33_000), 300).length).toBeLessThanOrEqual(301);
    expect(performance.now() - from).toBeLessThan(500);
  });
});
