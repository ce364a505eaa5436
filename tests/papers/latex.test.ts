import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plain } from "#papers";
import { cpuTime } from "../cpu-time.ts";

describe("LaTeX for display", () => {
  test.each([
    ["$\\alpha$-divergence", "α-divergence"],
    ["PanGu-$π$", "PanGu-π"],
    ["x^2 + y^{10}", "x² + y¹⁰"],
    ["H_2O and CO_2", "H₂O and CO₂"],
    ["Poincar\\'e and Schr{\\\"o}dinger", "Poincaré and Schrödinger"],
    ['Erd\\H{o}s, Fran\\c{c}ois, Na\\"{\\i}ve', "Erdős, François, Naïve"],
    ["\\O{}rsted and Stra\\ss e", "Ørsted and Straß e"],
    ["$f: \\mathbb{R}^n \\rightarrow \\mathbb{R}$", "f: ℝⁿ → ℝ"],
    ["\\textbf{bold} \\emph{and {\\it nested}} text", "bold and nested text"],
    ["{\\em old} style", "old style"],
    ["Decay of Z^\\prime", "Decay of Z′"],
    ["Decay of Z^prime at", "Decay of Z′ at"],
    ["$\\sim$10\\%", "∼10%"],
    ["$x_{ij}^{*}$", "xᵢⱼ*"],
    ["$x_{model}$ and $e^{q+1}$", "x_model and e^(q+1)"],
    ["$\\mathcal{O}(n^2)$", "O(n²)"],
    ["$\\frac{a}{b+1}$ and $\\sqrt{2}$", "a/(b+1) and √2"],
    ["$$E = mc^2$$", "E = mc²"],
    ["\\(a \\leq b\\)", "a ≤ b"],
    ["Fig.~2 costs ~10", "Fig. 2 costs ~10"],
    ["``quoted'' words -- and 1--2", "“quoted” words – and 1–2"],
    ["$\\{0, 1\\}$", "{0, 1}"],
    ["90^\\circ", "90°"],
  ])("%s is shown as %s", (latex, shown) => {
    expect(plain(latex)).toBe(shown);
  });

  test.each([
    "costs $5 and $10",
    "between $5/$10 per hour",
    "US$ 100",
    "snake_case, resnet_50, __init__ and ^_^",
    "{0, 1} or {a: 1}",
    "\\aka an unknown \\command{x}",
    "run it with --flag",
    "it's ~fine~",
    "a \\",
    "$",
    "C:\\new\\table",
  ])("%s stays as it is", (text) => {
    expect(plain(text)).toBe(text);
  });

  test("any text is shown without an error, and letters are never lost", () => {
    const unit = fc.oneof(
      fc.constantFrom("\\", "{", "}", "$", "^", "_", "~", "-", "`", "\\frac", "\\'", "\\(", " "),
      fc.constantFrom("α", "é", "漢", "Q", "7", "😀"),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (units) => {
        const text = units.join("");
        const shown = plain(text).normalize("NFKD");
        for (const sign of ["漢", "Q", "😀"]) {
          expect(shown.split(sign).length).toBe(text.split(sign).length);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    "{",
    "}",
    "$",
    "$a ",
    "\\",
    "^{",
    "_{a",
    "\\frac{",
    "{\\a",
    "$x$",
    "\\(",
    "--",
    "^\\",
  ])("100 KB of %s take no longer than their length", (piece) => {
    const start = cpuTime();
    plain(piece.repeat(100_000 / piece.length));
    expect(cpuTime() - start).toBeLessThan(1000);
  });
});
