/** LaTeX commands that stand for one sign, by name without the backslash. */
export const SYMBOLS: ReadonlyMap<string, string> = new Map(
  `alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
  kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
  upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ
  Upsilon Υ Phi Φ Psi Ψ Omega Ω
  times × div ÷ pm ± mp ∓ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ wedge ∧ vee ∨
  cap ∩ cup ∪ setminus ∖ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅
  equiv ≡ propto ∝ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ in ∈ ni ∋ notin ∉ mid ∣ parallel ∥ perp ⊥
  lesssim ≲ gtrsim ≳ prec ≺ succ ≻ models ⊨ vdash ⊢
  to → rightarrow → longrightarrow ⟶ leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ implies ⟹
  Leftrightarrow ⇔ iff ⟺ mapsto ↦ uparrow ↑ downarrow ↓ hookrightarrow ↪ gets ←
  infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ neg ¬ emptyset ∅ varnothing ∅ sum ∑ prod ∏ int ∫ oint ∮
  prime ′ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ angle ∠ triangle △ square □ Box □ checkmark ✓ dagger † dag †
  ddagger ‡ S § P ¶ degree ° textdegree ° copyright © pounds £ euro € texteuro € ldots … dots … cdots ⋯
  vdots ⋮ textellipsis … langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ Vert ‖ vert | lbrace { rbrace }
  textendash – textemdash — textquoteright ’ textquoteleft ‘ textasciitilde ~ textbackslash \\
  o ø O Ø l ł L Ł ss ß ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð th þ
  LaTeX LaTeX TeX TeX log log exp exp min min max max sin sin cos cos tan tan lim lim sup sup inf inf
  arg arg det det dim dim ker ker Pr Pr gcd gcd deg deg ln ln mod mod argmax argmax argmin argmin`
    .trim()
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, item, at, items) => {
      if (at % 2 === 0) pairs.push([item, items[at + 1] ?? ""]);
      return pairs;
    }, []),
);

/** Commands that only style or space what follows, which is shown without them. */
export const STYLES: ReadonlySet<string> = new Set(
  `textbf textit emph text textrm textsc textsf texttt textsl textnormal textmd textup underline
  mathrm mathbf mathit mathsf mathtt mathcal mathfrak mathscr mathnormal boldsymbol bm operatorname
  mbox hbox overline widehat widetilde hat tilde bar vec dot ddot url uline
  em bf it rm sc sf tt sl bfseries itshape left right big Big bigl bigr Bigl Bigr displaystyle
  textstyle limits nolimits`.split(/\s+/),
);

/** Accent commands with the combining mark each puts on the letter after it. */
export const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["'", "\u0301"],
  ["`", "\u0300"],
  ["^", "\u0302"],
  ['"', "\u0308"],
  ["~", "\u0303"],
  ["=", "\u0304"],
  [".", "\u0307"],
  ["u", "\u0306"],
  ["v", "\u030c"],
  ["H", "\u030b"],
  ["c", "\u0327"],
  ["k", "\u0328"],
  ["r", "\u030a"],
  ["d", "\u0323"],
  ["b", "\u0331"],
]);

/** Raised signs of Unicode. */
export const RAISED: ReadonlyMap<string, string> = pairs(
  "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW*∗′βγδθ∘",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ**′ᵝᵞᵟᶿ°",
);

/** Lowered signs of Unicode, which has no b, c, d, f, g, q, w, y, z among them. */
export const LOWERED: ReadonlyMap<string, string> = pairs(
  "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
  "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
);

/** Double-struck capitals, as \mathbb writes sets of numbers; some lie outside the block of the rest. */
export const DOUBLE_STRUCK: ReadonlyMap<string, string> = pairs(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZ1",
  "𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ𝟙",
);

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const signs = [...to];
  return new Map([...from].map((sign, at) => [sign, signs[at] ?? sign]));
}
