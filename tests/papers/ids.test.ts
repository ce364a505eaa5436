import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findIds, parseId } from "../../src/papers/ids.ts";

const NEW = "2402.02005";

const ACCEPTED: readonly (readonly [form: string, text: string, id: string])[] = [
  ["bare", NEW, NEW],
  ["bare with a version", `${NEW}v2`, NEW],
  ["bare with a version of two digits", `${NEW}V12`, NEW],
  ["four digits before 2015", "0704.0001", "0704.0001"],
  ["the last month of four digits", "1412.6980", "1412.6980"],
  ["the first month of five digits", "1501.00001", "1501.00001"],
  ["space around it", `  ${NEW}\n`, NEW],
  ["prefix", `arXiv:${NEW}v3`, NEW],
  ["prefix and space", `arXiv: ${NEW}`, NEW],
  ["prefix of Semantic Scholar", `ARXIV:${NEW}`, NEW],
  ["OAI name", `oai:arXiv.org:${NEW}`, NEW],
  ["OAI name of an old id", "oai:arXiv.org:hep-th/9901001", "hep-th/9901001"],
  ["abs", `https://arxiv.org/abs/${NEW}`, NEW],
  ["abs without a scheme", `arxiv.org/abs/${NEW}`, NEW],
  ["abs over http with www", `http://www.arxiv.org/abs/${NEW}v1`, NEW],
  ["abs in capitals", `HTTPS://ARXIV.ORG/ABS/${NEW}V1`, NEW],
  ["pdf", `https://arxiv.org/pdf/${NEW}`, NEW],
  ["pdf with its ending", `https://arxiv.org/pdf/${NEW}v2.pdf`, NEW],
  ["html", `https://arxiv.org/html/${NEW}v1`, NEW],
  ["format", `https://arxiv.org/format/${NEW}`, NEW],
  ["e-print", `https://arxiv.org/e-print/${NEW}`, NEW],
  ["src", `https://arxiv.org/src/${NEW}v1`, NEW],
  ["export", `http://export.arxiv.org/abs/${NEW}v1`, NEW],
  ["ar5iv", `https://ar5iv.org/html/${NEW}`, NEW],
  ["ar5iv abs", `https://ar5iv.org/abs/${NEW}`, NEW],
  ["ar5iv labs", `https://ar5iv.labs.arxiv.org/html/${NEW}`, NEW],
  ["Hugging Face", `https://huggingface.co/papers/${NEW}`, NEW],
  ["Hugging Face as Markdown", `https://huggingface.co/papers/${NEW}.md`, NEW],
  ["hf.co", `https://hf.co/papers/${NEW}`, NEW],
  ["alphaXiv abs", `https://www.alphaxiv.org/abs/${NEW}`, NEW],
  ["alphaXiv overview", `https://alphaxiv.org/overview/${NEW}v2`, NEW],
  ["alphaXiv as Markdown", `https://alphaxiv.org/overview/${NEW}.md`, NEW],
  ["DOI", `10.48550/arXiv.${NEW}`, NEW],
  ["DOI in small letters", `10.48550/arxiv.${NEW}`, NEW],
  ["DOI in capitals", `10.48550/ARXIV.${NEW}`, NEW],
  ["DOI with its prefix", `doi:10.48550/arXiv.${NEW}`, NEW],
  ["DOI link", `https://doi.org/10.48550/arXiv.${NEW}`, NEW],
  ["DOI link in small letters", `https://doi.org/10.48550/arxiv.${NEW}`, NEW],
  ["DOI link in capitals", `HTTPS://DOI.ORG/10.48550/ARXIV.${NEW}`, NEW],
  ["old DOI link", `http://dx.doi.org/10.48550/arXiv.${NEW}`, NEW],
  ["DOI of an old id", "10.48550/arXiv.hep-th/9901001", "hep-th/9901001"],
  ["Papers with Code", `https://paperswithcode.com/paper/${NEW}`, NEW],
  ["Papers with Code, plural", `https://paperswithcode.com/papers/${NEW}`, NEW],
  ["Emergent Mind", `https://www.emergentmind.com/papers/${NEW}`, NEW],
  ["link of Slack with a text", `<https://arxiv.org/abs/${NEW}|Topology, informed>`, NEW],
  ["link of Slack without a text", `<https://arxiv.org/pdf/${NEW}>`, NEW],
  ["link of Discord", `<https://huggingface.co/papers/${NEW}>`, NEW],
  ["closing bracket", `${NEW})`, NEW],
  ["brackets", `[${NEW}]`, NEW],
  ["full stop", `https://arxiv.org/abs/${NEW}.`, NEW],
  ["comma", `https://arxiv.org/abs/${NEW},`, NEW],
  ["bracket and full stop", `(https://arxiv.org/abs/${NEW}).`, NEW],
  ["quotes", `“${NEW}”`, NEW],
  ["question mark", `${NEW}?`, NEW],
  ["query string", `https://arxiv.org/abs/${NEW}?context=cs.LG&utm_source=x`, NEW],
  ["fragment", `https://arxiv.org/html/${NEW}v1#S3.F1`, NEW],
  ["query string and fragment", `https://hf.co/papers/${NEW}?a=b#community`, NEW],
  ["slash at the end", `https://arxiv.org/abs/${NEW}/`, NEW],
  ["percent-encoded slash", "https://arxiv.org/abs/math%2F0211159", "math/0211159"],
  ["percent-encoded slash, bare", "math%2f0211159", "math/0211159"],
  ["percent-encoded colon", `arXiv%3A${NEW}`, NEW],
  ["old style", "hep-th/9901001", "hep-th/9901001"],
  ["old style with a version", "hep-th/9901001v3", "hep-th/9901001"],
  ["old style in capitals", "HEP-TH/9901001", "hep-th/9901001"],
  ["old style with a class", "math.CA/0611800", "math/0611800"],
  ["old style with a class in a link", "https://arxiv.org/abs/math.CA/0611800v1", "math/0611800"],
  ["old style as PDF", "https://arxiv.org/pdf/cs/0112017v1.pdf", "cs/0112017"],
  ["first month of old style", "hep-th/9107001", "hep-th/9107001"],
  ["last month of old style", "astro-ph/0703001", "astro-ph/0703001"],
  ["dead archive cmp-lg", "cmp-lg/9404001", "cmp-lg/9404001"],
  ["dead archive alg-geom", "alg-geom/9202001", "alg-geom/9202001"],
  ["dead archive supr-con", "supr-con/9506001", "supr-con/9506001"],
];

const REFUSED: readonly (readonly [why: string, text: string])[] = [
  ["nothing", ""],
  ["space", "  "],
  ["words", "graph transformer"],
  ["month 00", "2400.00001"],
  ["month 13", "2413.00001"],
  ["month 00 of old style", "hep-th/9900001"],
  ["month 13 of old style", "hep-th/9913001"],
  ["five digits before 2015", "1412.69801"],
  ["six digits", "2402.020051"],
  ["before April 2007", "0703.0001"],
  ["a bare number", "240202005"],
  ["a short bare number", "2402"],
  ["a price", "19.99"],
  ["version 0", `${NEW}v0`],
  ["version without a number", `${NEW}v`],
  ["letters after it", `${NEW}abc`],
  ["letters before it", `abc${NEW}`],
  ["old style before it began", "hep-th/9106001"],
  ["old style after it ended", "hep-th/0704001"],
  ["old style with eight digits", "hep-th/99010011"],
  ["an archive that never was", "foo-bar/9901001"],
  ["a DOI of another prefix", "10.1145/3292500.3330701"],
  ["a link to a DOI of another prefix", "https://doi.org/10.1038/nature14539"],
  ["another site", `https://example.com/abs/${NEW}`],
  ["a site that ends alike", `https://notarxiv.org/abs/${NEW}`],
  ["a site that begins alike", `https://arxiv.org.example.com/abs/${NEW}`],
  ["a list of arXiv", "https://arxiv.org/list/cs.LG/recent"],
  ["a model of Hugging Face", `https://huggingface.co/models/${NEW}`],
  ["a link without an id", "https://arxiv.org/abs/"],
  ["two ids", `${NEW} 1706.03762`],
  ["broken percent-encoding", "%E0%A4%A"],
  ["far too long a text", `${NEW}${" ".repeat(100_000)}x`],
];

describe("an id is read from", () => {
  test.each(ACCEPTED)("%s: %j", (_form, text, id) => {
    expect(parseId(text)).toBe(id);
  });
});

describe("no id is read from", () => {
  test.each(REFUSED)("%s", (_why, text) => {
    expect(parseId(text)).toBeUndefined();
  });
});

const two = (n: number) => String(n).padStart(2, "0");
const month = fc.integer({ min: 1, max: 12 }).map(two);
const newId = fc.oneof(
  fc
    .tuple(fc.integer({ min: 8, max: 14 }), month, fc.integer({ min: 1, max: 9999 }))
    .map(([year, mm, n]) => `${two(year)}${mm}.${String(n).padStart(4, "0")}`),
  fc
    .tuple(fc.integer({ min: 15, max: 60 }), month, fc.integer({ min: 1, max: 99_999 }))
    .map(([year, mm, n]) => `${two(year)}${mm}.${String(n).padStart(5, "0")}`),
);
const archive = fc.constantFrom(
  ..."astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nucl-ex nucl-th quant-ph math cs physics nlin q-bio q-fin stat cmp-lg alg-geom dg-ga funct-an solv-int adap-org chao-dyn comp-gas patt-sol acc-phys ao-sci atom-ph bayes-an chem-ph mtrl-th plasm-ph supr-con".split(
    " ",
  ),
);
const oldId = fc
  .tuple(archive, fc.integer({ min: 1992, max: 2006 }), month, fc.integer({ min: 1, max: 999 }))
  .map(([name, year, mm, n]) => `${name}/${two(year % 100)}${mm}${String(n).padStart(3, "0")}`);
const validId = fc.oneof(newId, oldId);

const version = fc.oneof(
  fc.constant(""),
  fc.integer({ min: 1, max: 40 }).map((n) => `v${n}`),
);
const scheme = fc.constantFrom("https://", "http://", "");
const site = fc.constantFrom(
  ...["arxiv.org", "www.arxiv.org", "export.arxiv.org"].flatMap((host) =>
    ["abs", "pdf", "html", "format", "e-print", "src"].map((kind) => `${host}/${kind}/`),
  ),
  "ar5iv.org/html/",
  "ar5iv.labs.arxiv.org/html/",
  "huggingface.co/papers/",
  "hf.co/papers/",
  "alphaxiv.org/abs/",
  "www.alphaxiv.org/overview/",
  "paperswithcode.com/paper/",
  "emergentmind.com/papers/",
);
const link = fc
  .tuple(
    scheme,
    site,
    fc.constantFrom("", ".pdf", ".md"),
    fc.constantFrom("", "?a=b", "#x", "?a=b#x"),
  )
  .map(
    ([http, place, ending, tail]) =>
      (id: string, v: string) =>
        http + place + id + v + ending + tail,
  );
const named = fc
  .constantFrom("", "arXiv:", "ARXIV:", "arxiv: ", "oai:arXiv.org:")
  .map((prefix) => (id: string, v: string) => prefix + id + v);
const doi = fc
  .constantFrom(
    "10.48550/arXiv.",
    "https://doi.org/10.48550/arxiv.",
    "HTTPS://DOI.ORG/10.48550/ARXIV.",
  )
  .map((prefix) => (id: string) => prefix + id);
const encoded = scheme.map(
  (http) => (id: string, v: string) => `${http}arxiv.org/abs/${encodeURIComponent(id)}${v}`,
);
const form = fc.oneof(link, named, doi, encoded);
const around = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `<${text}>`,
  (text) => `<${text}|a paper>`,
  (text) => `(${text}).`,
  (text) => `${text},`,
  (text) => ` "${text}"! `,
);

test("any valid id in any accepted form is that same id", () => {
  fc.assert(
    fc.property(validId, version, form, around, (id, v, write, wrap) => {
      expect(parseId(wrap(write(id, v)))).toBe(id);
    }),
    { numRuns: 1000 },
  );
});

test("what is read from any text is an id that reads as itself, and nothing throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[0-9./v%<|-]{0,14}$/)),
      (text) => {
        const id = parseId(text);
        if (id !== undefined) expect(parseId(id)).toBe(id);
      },
    ),
  );
});

test("a message gives its ids in order and each once, whatever their form", () => {
  const message = `Read <https://arxiv.org/abs/${NEW}v2|this> (and arXiv:1706.03762v5),
    then https://hf.co/papers/${NEW}, math.CA/0611800; 10.48550/arXiv.1412.6980. Costs 19.99, call 555-2402.`;
  expect(findIds(message)).toEqual([NEW, "1706.03762", "math/0611800", "1412.6980"]);
});

test("a message without ids gives none", () => {
  expect(findIds("")).toEqual([]);
  expect(findIds("see https://example.com/abs/2402.02005 and 2413.00001")).toEqual([]);
});

test.each([
  ["2406.105", /^2406\.00105$/],
  ["2503.0213", /^2503\.(?:00213|02130)$/],
])("%s, which lost zeros, gets them back", (text, whole) => {
  expect(parseId(text)).toMatch(whole);
});
