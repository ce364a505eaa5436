/**
 * A lower-case word as an American writes it, and the singular of a plural that no rule of English makes,
 * so that "colour", "generalise" and "matrices" meet "color", "generalize" and "matrix". Only as good as it
 * must be for finding: what comes out is stemmed and never shown.
 */
export function inOneSpelling(word: string): string {
  const singular = SINGULARS.get(word);
  if (singular !== undefined) return singular;
  if (!BRITISH.test(word) || KEPT.test(word)) return word;
  return CHANGES.reduce((text, [british, american]) => text.replace(british, american), word);
}

const SINGULARS: ReadonlyMap<string, string> = new Map(
  `matrices matrix vertices vertex indices index vortices vortex simplices simplex helices helix
  hypotheses hypothesis analyses analysis syntheses synthesis theses thesis axes axis crises crisis
  criteria criterion phenomena phenomenon automata automaton corpora corpus taxa taxon schemata schema
  spectra spectrum optima optimum maxima maximum minima minimum extrema extremum quanta quantum
  equilibria equilibrium bacteria bacterium radii radius loci locus nuclei nucleus stimuli stimulus
  formulae formula mice mouse children child`
    .split(/\s+/)
    .flatMap((word, at, all): [string, string][] =>
      at % 2 === 0 ? [[word, all[at + 1] ?? word]] : [],
    ),
);

/** Most words are told from British ones by this alone. */
const BRITISH =
  /our|[iy]s(?:e|in|at|ab)|[bt]re|ogue|gr?ey|aem|aed|aest|oe[ts]|artef|programme|[ef]ence|licence|gement|sulph|focuss/;

/** Words whose "-ise" is no "-ize". */
const KEPT =
  /^(?:a|sun|up)?ris(?:e|es|ing|en)$|(?:com|sur|enter)pris|prom?is|premis|demis|treatis|expertis|practis|advertis|chis|disguis|paradis|merchandis|(?:likew|otherw)is/;

const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/(behavi|col|fav|flav|harb|hon|hum|lab|neighb|rum|tum|vap|vig|arm|sav|endeav)our/, "$1or"],
  [/([a-z][^aeiouvcw])is(e|ed|es|er|ers|ing|ation|ations|able)$/, "$1iz$2"],
  [/alys(e|ed|er|ers|ing)$/, "alyz$1"],
  [/(cent|fib|met|lit|theat|calib|spect)re(s|d)?$/, "$1er$2"],
  [/(catal|dial|anal|monol|hom)ogue(s|d)?$/, "$1og$2"],
  [/^grey/, "gray"],
  [/aem(?=[oi])/, "em"],
  [/(p|thop)aed/, "$1ed"],
  [/anaesth/, "anesth"],
  [/^oestr/, "estr"],
  [/^foet/, "fet"],
  [/artefact/, "artifact"],
  [/^(micro)?programme(s?)$/, "$1program$2"],
  [/(def|off)ence/, "$1ense"],
  [/licence/, "license"],
  [/(jud)gement/, "$1gment"],
  [/sulph/, "sulf"],
  [/focuss(ed|ing|es)/, "focus$1"],
];
