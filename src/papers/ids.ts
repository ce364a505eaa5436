/** Archives of old-style ids, living and dead (arXiv's identifier documentation). */
const ARCHIVES =
  "astro-ph|cond-mat|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|nucl-ex|nucl-th|quant-ph|math|cs|physics|nlin|q-bio|q-fin|stat|cmp-lg|alg-geom|dg-ga|funct-an|solv-int|adap-org|chao-dyn|comp-gas|patt-sol|acc-phys|ao-sci|atom-ph|bayes-an|chem-ph|mtrl-th|plasm-ph|supr-con";

const NEW_STYLE = /^(\d{2})(0[1-9]|1[0-2])\.(\d{3,5})(?:v[1-9]\d*)?$/i;
const OLD_STYLE = new RegExp(
  `^(${ARCHIVES})(?:\\.[a-z]{2})?/(\\d{2})(0[1-9]|1[0-2])(\\d{3})(?:v[1-9]\\d*)?$`,
  "i",
);

/** Sites whose address holds an arXiv id, with what stands before it. */
const SITES =
  /^(?:(?:www|export|browse|[a-z]{2})\.)?arxiv\.org\/(?:abs|pdf|html|format|e-print|src|ps)\/|^(?:www\.)?ar5iv(?:\.labs)?(?:\.arxiv)?\.org\/(?:html|abs)\/|^(?:www\.)?(?:huggingface\.co|hf\.co|paperswithcode\.com|emergentmind\.com)\/papers?\/|^(?:www\.)?alphaxiv\.org\/(?:[a-z]{2}\/)?(?:abs|overview|pdf|html)\/|^(?:dx\.)?doi\.org\/10\.48550\/arxiv\./i;

/** What may stand before a bare id. */
const PREFIX = /^(?:oai:arxiv\.org:|arxiv:|doi:\s*10\.48550\/arxiv\.|10\.48550\/arxiv\.)/i;

/** Longest text that can be one id or link; anything longer is no id. */
const LONGEST = 400;

/** A word in running text that may be an id or a link. */
const CANDIDATE = /<[^<>\s|]+(?:\|[^<>]*)?>|\S+/g;

/** Characters that end a sentence or close a bracket around an id. */
const AROUND = /^[\s<([{"'“‘«]+|[\s>)\]}"'”’».,;:!?]+$/g;

/**
 * The arXiv id, without version, in any accepted form: a bare id, `arXiv:…`, a DOI, an OAI name, or a
 * link to arXiv, ar5iv, Hugging Face, alphaXiv, Papers with Code or Emergent Mind; undefined otherwise.
 * Ids that lost zeros are padded, as Hugging Face's own search gives them (`2406.105`).
 */
export function parseId(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const inner = text
    .trim()
    .replace(/^<([^<>|]+)(?:\|[^<>]*)?>$/, "$1")
    .replace(AROUND, "");
  const decoded = decode(inner);
  const [path = ""] = decoded.split(/[?#]/);
  const bare = path.replace(/^https?:\/\//i, "");
  const isLink = bare !== path || SITES.test(bare);
  if (isLink && !SITES.test(bare)) return undefined;
  const rest = (isLink ? bare.replace(SITES, "") : bare).replace(PREFIX, "").trim();
  return canonical(rest.replace(/\/+$/, "").replace(/\.(?:pdf|md|html)$/i, ""));
}

/** Every id or link in a longer message, each once, in order. */
export function findIds(message: string): readonly string[] {
  const ids = [...message.matchAll(CANDIDATE)].flatMap(([word]) => parseId(word) ?? []);
  return [...new Set(ids)];
}

function canonical(id: string): string | undefined {
  const [, year, month, number = ""] = id.match(NEW_STYLE) ?? [];
  if (year && month) return newStyle(year, month, number);
  const [, archive, oldYear, oldMonth, oldNumber] = id.match(OLD_STYLE) ?? [];
  if (!archive) return undefined;
  const stamp = Number(oldYear) >= 91 ? 1900 + Number(oldYear) : 2000 + Number(oldYear);
  const when = stamp * 100 + Number(oldMonth);
  if (when < 199107 || when > 200703) return undefined;
  return `${archive.toLowerCase()}/${oldYear}${oldMonth}${oldNumber}`;
}

/** 0704 to 1412 have four digits, from 1501 on five; shorter ones are padded only where zeros must have been lost. */
function newStyle(year: string, month: string, number: string): string | undefined {
  const stamp = Number(year + month);
  if (stamp < 704) return undefined;
  const digits = stamp >= 1501 ? 5 : 4;
  if (number.length > digits) return undefined;
  return `${year}${month}.${number.padStart(digits, "0")}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
