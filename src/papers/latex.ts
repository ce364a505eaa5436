/** Commands that stand for one character. */
const SYMBOLS: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  iota: "ι",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  upsilon: "υ",
  phi: "φ",
  varphi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Xi: "Ξ",
  Pi: "Π",
  Sigma: "Σ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
  times: "×",
  cdot: "·",
  pm: "±",
  leq: "≤",
  le: "≤",
  geq: "≥",
  ge: "≥",
  neq: "≠",
  approx: "≈",
  sim: "~",
  simeq: "≃",
  equiv: "≡",
  propto: "∝",
  infty: "∞",
  partial: "∂",
  nabla: "∇",
  sum: "∑",
  prod: "∏",
  int: "∫",
  sqrt: "√",
  in: "∈",
  notin: "∉",
  subset: "⊂",
  subseteq: "⊆",
  cup: "∪",
  cap: "∩",
  emptyset: "∅",
  forall: "∀",
  exists: "∃",
  neg: "¬",
  wedge: "∧",
  vee: "∨",
  to: "→",
  rightarrow: "→",
  leftarrow: "←",
  Rightarrow: "⇒",
  leftrightarrow: "↔",
  mapsto: "↦",
  langle: "⟨",
  rangle: "⟩",
  ell: "ℓ",
  prime: "′",
  dagger: "†",
  star: "⋆",
  circ: "∘",
  otimes: "⊗",
  oplus: "⊕",
  dots: "…",
  ldots: "…",
  cdots: "⋯",
  quad: " ",
  qquad: " ",
  ll: "≪",
  gg: "≫",
  mid: "|",
  log: "log",
  exp: "exp",
  min: "min",
  max: "max",
  ss: "ß",
  ae: "æ",
  AE: "Æ",
  o: "ø",
  O: "Ø",
  l: "ł",
  L: "Ł",
  aa: "å",
  AA: "Å",
  oe: "œ",
  textbackslash: "\\",
  textasciitilde: "~",
  S: "§",
};

/** Commands that only change the look of what follows. */
const STYLES = new Set(
  "textbf textit texttt textsc textrm textsf text emph mathbf mathrm mathcal mathit mathsf mathtt mathfrak boldsymbol bm operatorname mbox left right displaystyle em it bf rm tt sc underline href url".split(
    " ",
  ),
);

const DOUBLE: Readonly<Record<string, string>> = {
  R: "ℝ",
  N: "ℕ",
  Z: "ℤ",
  Q: "ℚ",
  C: "ℂ",
  P: "ℙ",
  H: "ℍ",
};

/** Accents as combining characters. */
const ACCENTS: Readonly<Record<string, string>> = {
  "'": "\u0301",
  "`": "\u0300",
  "^": "\u0302",
  '"': "\u0308",
  "~": "\u0303",
  "=": "\u0304",
  ".": "\u0307",
  c: "\u0327",
  v: "\u030C",
  u: "\u0306",
  H: "\u030B",
  k: "\u0328",
  r: "\u030A",
};

const RAISED: Readonly<Record<string, string>> = {
  0: "⁰",
  1: "¹",
  2: "²",
  3: "³",
  4: "⁴",
  5: "⁵",
  6: "⁶",
  7: "⁷",
  8: "⁸",
  9: "⁹",
  "+": "⁺",
  "-": "⁻",
  n: "ⁿ",
  i: "ⁱ",
  "′": "′",
  "*": "*",
};

const LOWERED: Readonly<Record<string, string>> = {
  0: "₀",
  1: "₁",
  2: "₂",
  3: "₃",
  4: "₄",
  5: "₅",
  6: "₆",
  7: "₇",
  8: "₈",
  9: "₉",
  "+": "₊",
  "-": "₋",
  i: "ᵢ",
  j: "ⱼ",
  n: "ₙ",
  k: "ₖ",
};

const ACCENT =
  /\\(?:(['`^"~=.])\s*|([cvuHkr])(?=\s*\{)\s*)(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij]|\p{L}))/gu;
const COMMAND = /\\([a-zA-Z]+)\*?\s?/g;
const SCRIPT = /([\^_])(?:\{([^{}]{1,40})\}|([0-9+\-*in′]))/g;
const MATH = /\$\$?([^$]{1,300})\$\$?/g;

/**
 * LaTeX as plain Unicode, for reading. Total: what it doesn't know stays as it is written, nothing is
 * evaluated, and every pass is linear in the length of the text.
 */
export function plain(text: string): string {
  if (!/[\\$^_{}~]|``|''/.test(text)) return text.replace(/\s+/g, " ").trim();
  return text
    .replace(ACCENT, (_all, mark, letter, inBraces, bare) =>
      ((inBraces ?? bare).replace("\\", "") + (ACCENTS[mark ?? letter] ?? "")).normalize("NFC"),
    )
    .replace(/\\mathbb\s*\{?\s*([A-Z])\s*\}?/g, (_all, letter) => DOUBLE[letter] ?? letter)
    .replace(COMMAND, (all, name) => symbol(all, name))
    .replace(/\\([%&#$_{}])/g, (_all, char) => PROTECTED + char.charCodeAt(0) + PROTECTED)
    .replace(MATH, (all, inner) => (isMoney(inner) ? all : inner.trim()))
    .replace(SCRIPT, (all, kind, group, single) => script(all, kind, group ?? single))
    .replace(/\{([^{}]*)\}/g, "$1")
    .replace(/\{([^{}]*)\}/g, "$1")
    .replace(/\\[,;:! [\]()]|(?<=\S)~(?=\S)/g, " ")
    .replace(/\uE000(\d+)\uE000/g, (_all, codePoint) => String.fromCharCode(Number(codePoint)))
    .replace(/``|''/g, '"')
    .replace(/\s+/g, " ")
    .trim();
}

/** A private-use character that keeps an escaped one from being read as LaTeX again. */
const PROTECTED = "\uE000";

function symbol(all: string, name: string): string {
  const found = Object.hasOwn(SYMBOLS, name) ? SYMBOLS[name] : undefined;
  if (found !== undefined) return found + (/\s$/.test(all) ? " " : "");
  return STYLES.has(name) ? "" : all;
}

/** “$5 to $” is a price, not a formula: it begins with a figure and goes on in words. */
function isMoney(inner: string): boolean {
  return /^\d[\d.,]*\s*(?:[kKmMbB]\b)?\s+[a-z]{2,}/.test(inner) || /\s$/.test(inner);
}

function script(all: string, kind: string, inner: string): string {
  const table = kind === "^" ? RAISED : LOWERED;
  const chars = [...inner];
  if (chars.every((char) => Object.hasOwn(table, char)))
    return chars.map((char) => table[char]).join("");
  return all.length > 2 && !/[{}]/.test(inner) && all.includes("{") ? `${kind}${inner}` : all;
}
