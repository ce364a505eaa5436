import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findIds, parseId } from "#papers";
import { cpuTime } from "../cpu-time.ts";

const ACCEPTED: readonly (readonly [string, string])[] = [
  ["2401.00001", "2401.00001"],
  ["  2401.00001\n", "2401.00001"],
  ["2401.00001v3", "2401.00001"],
  ["0704.0001", "0704.0001"],
  ["1412.9999v2", "1412.9999"],
  ["1501.00001", "1501.00001"],
  ["arXiv:2401.00001v3", "2401.00001"],
  ["ARXIV:2401.00001", "2401.00001"],
  ["arXiv: 2401.00001", "2401.00001"],
  ["arXiv 2401.00001", "2401.00001"],
  ["math/0211159", "math/0211159"],
  ["math.CA/0611800", "math/0611800"],
  ["MATH.CA/0611800v2", "math/0611800"],
  ["hep-th/9901001", "hep-th/9901001"],
  ["cmp-lg/9404001", "cmp-lg/9404001"],
  ["astro-ph/9107001", "astro-ph/9107001"],
  ["cs/0703001", "cs/0703001"],
  ["https://arxiv.org/abs/2401.00001", "2401.00001"],
  ["http://www.arxiv.org/abs/2401.00001v2", "2401.00001"],
  ["arxiv.org/abs/2401.00001", "2401.00001"],
  ["https://arxiv.org/pdf/2401.00001", "2401.00001"],
  ["https://arxiv.org/pdf/2401.00001v2.pdf", "2401.00001"],
  ["https://arxiv.org/pdf/math/0211159v1.pdf", "math/0211159"],
  ["https://arxiv.org/html/2401.00001v1", "2401.00001"],
  ["https://arxiv.org/html/2401.00001v1/x1.png", "2401.00001"],
  ["https://arxiv.org/format/2401.00001", "2401.00001"],
  ["https://arxiv.org/e-print/2401.00001", "2401.00001"],
  ["https://arxiv.org/src/2401.00001", "2401.00001"],
  ["https://arxiv.org:443/abs/2401.00001", "2401.00001"],
  ["HTTPS://ArXiv.org/abs/2401.00001", "2401.00001"],
  ["https://export.arxiv.org/abs/2401.00001", "2401.00001"],
  ["https://ar5iv.labs.arxiv.org/html/2401.00001", "2401.00001"],
  ["https://ar5iv.org/html/math/0211159", "math/0211159"],
  ["https://huggingface.co/papers/2401.00001", "2401.00001"],
  ["https://huggingface.co/papers/2401.00001.md", "2401.00001"],
  ["https://hf.co/papers/2401.00001#community", "2401.00001"],
  ["https://huggingface.co/api/papers/2401.00001", "2401.00001"],
  ["https://www.alphaxiv.org/abs/2401.00001", "2401.00001"],
  ["https://alphaxiv.org/overview/2401.00001.md", "2401.00001"],
  ["https://alphaxiv.org/overview/2401.00001v2?chat=1", "2401.00001"],
  ["10.48550/arXiv.2401.00001", "2401.00001"],
  ["10.48550/ARXIV.2401.00001", "2401.00001"],
  ["doi:10.48550/arXiv.2401.00001", "2401.00001"],
  ["doi: 10.48550/arXiv.2401.00001", "2401.00001"],
  ["DOI 10.48550/arXiv.2401.00001", "2401.00001"],
  ["https://www.semanticscholar.org/arxiv/2401.00001", "2401.00001"],
  ["https://doi.org/10.48550/arxiv.2401.00001", "2401.00001"],
  ["https://dx.doi.org/10.48550/arXiv.math/0211159", "math/0211159"],
  ["https://doi.org/10.48550%2FarXiv.2401.00001", "2401.00001"],
  ["https://api.semanticscholar.org/graph/v1/paper/ARXIV:2401.00001", "2401.00001"],
  ["https://scholar.google.com/scholar?q=arXiv:2401.00001", "2401.00001"],
  ["oai:arXiv.org:2401.00001", "2401.00001"],
  ["oai:arXiv.org:math/0211159", "math/0211159"],
  ["https://paperswithcode.com/paper/arxiv:2401.00001", "2401.00001"],
  ["https://paperswithcode.com/papers/2401.00001", "2401.00001"],
  ["https://www.emergentmind.com/papers/2401.00001", "2401.00001"],
  ["<https://arxiv.org/abs/2401.00001|Some paper>", "2401.00001"],
  ["<https://arxiv.org/abs/2401.00001|2402.00002>", "2401.00001"],
  ["<https://arxiv.org/abs/2401.00001>", "2401.00001"],
  ["(https://arxiv.org/abs/2401.00001)", "2401.00001"],
  ["https://arxiv.org/abs/2401.00001).", "2401.00001"],
  ["https://arxiv.org/abs/2401.00001,", "2401.00001"],
  ["**2401.00001**", "2401.00001"],
  ["https://arxiv.org/abs/2401.00001?context=cs&utm_source=x", "2401.00001"],
  ["https://arxiv.org/abs/2401.00001/", "2401.00001"],
  ["https://arxiv.org/abs/math%2F0211159", "math/0211159"],
  ["math%2f0211159", "math/0211159"],
  ["https%3A%2F%2Farxiv.org%2Fabs%2F2401.00001", "2401.00001"],
];

const REFUSED: readonly string[] = [
  "",
  "graph transformers",
  "2400.00001",
  "2413.00001",
  "0703.0001",
  "1412.00001",
  "1501.0001",
  "2406.105",
  "2406.1050",
  "2401.000012",
  "9912.00001",
  "2401",
  "3.14159",
  "24010.0001",
  "12401.00001",
  "2401.00001.2",
  "2401.00001x",
  "version 2401.00001",
  "10.1145/3292500.3330925",
  "https://doi.org/10.1145/2401.00001",
  "10.48551/arXiv.2401.00001",
  "nothing/0211159",
  "math/0213159",
  "math/0704001",
  "math/9106001",
  "math/021115",
  "https://example.com/abs/2401.00001",
  "https://notarxiv.org/abs/2401.00001",
  "https://arxiv.org.evil.com/abs/2401.00001",
  "https://arxiv.org@evil.com/abs/2401.00001",
  "https://evil.com/arxiv.org/abs/2401.00001",
  "https://evil.com/?u=https://arxiv.org/abs/2401.00001",
  "https://arxiv.org/list/cs.LG/2401",
  "https://arxiv.org/abs/2401.00001evil",
  "https://huggingface.co/2401.00001",
  "<https://example.com|2401.00001>",
  "2401.00001 2402.00002",
];

describe("one id or link", () => {
  test.each(ACCEPTED)("%s is %s", (text, id) => {
    expect(parseId(text)).toBe(id);
  });

  test.each(REFUSED)("%s is refused", (text) => {
    expect(parseId(text)).toBeUndefined();
  });
});

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, "0"));
const fresh = fc
  .tuple(two(15, 49), two(1, 12), fc.integer({ min: 1, max: 99_999 }))
  .map(([year, month, number]) => `${year}${month}.${String(number).padStart(5, "0")}`);
const middle = fc
  .tuple(two(8, 14), two(1, 12), fc.integer({ min: 1, max: 9999 }))
  .map(([year, month, number]) => `${year}${month}.${String(number).padStart(4, "0")}`);
const old = fc
  .tuple(
    fc.constantFrom("math", "hep-th", "cs", "cond-mat", "q-bio", "alg-geom"),
    two(92, 99),
    two(1, 12),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(
    ([archive, year, month, number]) =>
      `${archive}/${year}${month}${String(number).padStart(3, "0")}`,
  );
const anyId = fc.oneof(fresh, middle, old);
const anyForm = fc.constantFrom<((id: string) => string)[]>(
  (id) => id,
  (id) => `${id}v12`,
  (id) => `arXiv:${id}`,
  (id) => `oai:arXiv.org:${id}`,
  (id) => `10.48550/arXiv.${id}`,
  (id) => `https://doi.org/10.48550/arXiv.${id}`,
  ...["abs", "pdf", "html", "format", "e-print", "src"].map(
    (route) => (id: string) => `https://arxiv.org/${route}/${id}v2`,
  ),
  (id) => `https://arxiv.org/pdf/${id}.pdf`,
  (id) => `https://ar5iv.labs.arxiv.org/html/${id}`,
  (id) => `https://huggingface.co/papers/${id}.md`,
  (id) => `https://www.alphaxiv.org/overview/${id}`,
  (id) => `https://www.emergentmind.com/papers/${id}`,
  (id) => `https://arxiv.org/abs/${encodeURIComponent(id)}`,
);
const anyDress = fc.constantFrom<((text: string) => string)[]>(
  (text) => text,
  (text) => `<${text}>`,
  (text) => `(${text}).`,
  (text) => `**${text}**,`,
  (text) => ` ${text}\n`,
  (text) => `<${text}|1234.56789 and 2401.00009>`,
);

describe("any id in any form", () => {
  test("is the same one id", () => {
    fc.assert(
      fc.property(anyId, anyForm, anyDress, (id, form, dress) => {
        expect(parseId(dress(form(id)))).toBe(id);
      }),
      { numRuns: 500 },
    );
  });

  test("is found in a message, in order and once", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyId, { minLength: 1, maxLength: 5 }),
        anyForm,
        fc.constantFrom(" and then ", "\n", " , ", " (see also) "),
        (ids, form, between) => {
          expect(findIds([...ids, ...ids].map(form).join(between))).toEqual(ids);
        },
      ),
    );
  });

  test("no text makes the parsers throw or answer what they would refuse", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const id of findIds(text)) expect(parseId(id)).toBe(id);
        parseId(text);
      }),
    );
  });
});

describe("ids in a message", () => {
  test.each<[string, string[]]>([
    ["Nothing here: 3.14, 2024.12, $1,234.5678 or 192.168.1.1", []],
    [
      "Compare 2401.00001v2, 2402.00002 and math/0211159!",
      ["2401.00001", "2402.00002", "math/0211159"],
    ],
    ["2401.00001,2402.00002;2403.00003", ["2401.00001", "2402.00002", "2403.00003"]],
    [
      "[this](https://arxiv.org/abs/2401.00001) and <https://hf.co/papers/2402.00002|that 2403.00003>",
      ["2401.00001", "2402.00002"],
    ],
    ["https://example.com/2401.00001 is no paper", []],
    ["See (arXiv:2401.00001).", ["2401.00001"]],
    ["the same 2401.00001 and https://arxiv.org/abs/2401.00001v3", ["2401.00001"]],
  ])("%s", (text, ids) => {
    expect(findIds(text)).toEqual(ids);
  });

  test("a hostile message takes no longer than its length", () => {
    for (const piece of ["<", "<a|", "a.", "%41", "arxiv.org/", "2401.", "https://a/", "("]) {
      const start = cpuTime();
      findIds(piece.repeat(100_000 / piece.length));
      parseId(piece.repeat(100_000 / piece.length));
      expect(cpuTime() - start).toBeLessThan(1000);
    }
  });
});
