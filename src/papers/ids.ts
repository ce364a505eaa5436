/**
 * The arXiv id that a text consists of, without its version ("2401.01234", "math/0211159").
 * The whole text must be one id or one link, whatever punctuation is around it; undefined when it is not.
 * Rules: arXiv's "Understanding the arXiv identifier" (info.arxiv.org/help/arxiv_identifier.html).
 */
export function parseId(text: string): string | undefined {
  const one = unwrap(text)
    .trim()
    .replace(/^(?:arxiv|doi)\s*:\s+|^(?:arxiv|doi)\s+/i, "");
  return /\s/.test(one) ? undefined : readToken(one);
}

/** Every id or link in a message, in order and each once; numbers in prose and links elsewhere are left alone. */
export function findIds(text: string): string[] {
  const ids = unwrap(text)
    .split(/[\s<>()[\]{}"|]+/)
    .flatMap((token) => (isLink(token) ? [token] : token.split(/[,;]+/)))
    .map(readToken);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** The longest link that is looked at, in characters; browsers stop at about this many too. */
const LONGEST = 2048;

const ARCHIVES = new Set(
  `acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
  cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex
  nucl-th patt-sol physics plasm-ph q-bio q-fin quant-ph solv-int stat supr-con`.split(/\s+/),
);

/** Hosts with their routes; what follows the route must be an id. */
const ROUTES: readonly RegExp[] = [
  /^(?:[a-z0-9-]+\.)*arxiv\.org\/(?:abs|pdf|html|format|e-print|src|ps)\//,
  /^(?:www\.)?ar5iv\.org\/(?:html|abs|pdf)\//,
  /^(?:www\.)?(?:huggingface\.co|hf\.co)\/(?:api\/)?papers\//,
  /^(?:www\.)?alphaxiv\.org\/(?:[a-z]{2}\/)?(?:abs|overview|pdf)\//,
  /^(?:www\.)?(?:paperswithcode\.com|emergentmind\.com)\/papers?\/(?:arxiv:)?/,
  /^(?:www\.|dx\.)?doi\.org\/10\.48550\/arxiv\./,
  /^(?:[a-z]+\.)?semanticscholar\.org\/[a-z0-9/]*arxiv[:/]/,
  /^scholar\.google\.[a-z.]+\/scholar\?q=arxiv:/,
];

const PREFIX = /^(?:arxiv:|oai:arxiv\.org:|(?:doi:)?10\.48550\/arxiv\.)/i;
const FILE = /\.(?:pdf|md|html|txt|json|ps(?:\.gz)?)$/i;

/** Slack writes `<url|text>` and Discord `<url>`: only the link counts, not what is shown for it. */
function unwrap(text: string): string {
  return text.replace(/<([^<>|\s]+)(?:\|[^<>]*)?>/g, " $1 ");
}

function isLink(token: string): boolean {
  return /^[^\s\p{L}\p{N}]*(?:[a-z][a-z0-9+.-]*:\/\/|(?:[a-z0-9-]+\.)+[a-z]{2,}\/)/iu.test(
    token.slice(0, LONGEST),
  );
}

function readToken(token: string): string | undefined {
  if (token.length > LONGEST) return undefined;
  const bare = decode(token).replace(/^[\s<([{"'`*_~«“‘]+|[\s>)\]}"'`*_~»”’.,;:!?…]+$/g, "");
  // "math.CA/0611800" could be a link by its looks, so ids come first.
  const id = canonical(bare.replace(PREFIX, "").replace(FILE, ""));
  return id ?? (isLink(bare) ? readLink(bare) : undefined);
}

function readLink(link: string): string | undefined {
  const address = link.replace(/^https?:\/\//i, "").replace(/^([a-z0-9.-]+):\d+\//i, "$1/");
  // Old-style ids are lower case but for their class, which is dropped: the case never matters.
  const lower = address.toLowerCase();
  const route = ROUTES.map((pattern) => pattern.exec(lower)?.[0]).find((found) => found);
  if (route === undefined) return undefined;
  const rest = lower
    .slice(route.length)
    .replace(/[?#&].*$/s, "")
    .replace(/\/+$/, "");
  // A page below the paper (a figure of its HTML) still means the paper: take the id at the front.
  const id = /^(?:[a-z-]+(?:\.[a-z-]+)?\/\d{7}|\d{4}\.\d+)(?:v\d+)?/.exec(rest)?.[0];
  if (id === undefined) return undefined;
  const after = rest.slice(id.length);
  return after === "" || after.startsWith("/") || after.replace(FILE, "") === ""
    ? canonical(id)
    : undefined;
}

/** The canonical form of a bare id; undefined for a month, length or archive that arXiv never used. */
function canonical(id: string): string | undefined {
  const fresh = /^(\d{2})(\d{2})\.(\d{4,5})(?:v\d{1,3})?$/i.exec(id);
  if (fresh) {
    const [, year = "", month = "", number = ""] = fresh;
    return isNewStyle(Number(year), Number(month), number.length)
      ? `${year}${month}.${number}`
      : undefined;
  }
  const old = /^([a-z-]+)(?:\.[a-z-]{2,8})?\/(\d{2})(\d{2})(\d{3})(?:v\d{1,3})?$/i.exec(id);
  if (!old) return undefined;
  const [, archive = "", year = "", month = "", number = ""] = old;
  const known = ARCHIVES.has(archive.toLowerCase()) && isOldStyle(Number(year), Number(month));
  return known ? `${archive.toLowerCase()}/${year}${month}${number}` : undefined;
}

/** April 2007 to December 2014: four digits; from January 2015: five. Years from 91 on belong to the old style. */
function isNewStyle(year: number, month: number, digits: number): boolean {
  const when = year * 100 + month;
  if (month < 1 || month > 12 || when < 704 || year > 90) return false;
  return digits === (when < 1501 ? 4 : 5);
}

/** July 1991 to March 2007. */
function isOldStyle(year: number, month: number): boolean {
  const when = (year > 90 ? 1900 + year : 2000 + year) * 100 + month;
  return month >= 1 && month <= 12 && when >= 199107 && when <= 200703;
}

/** Percent-encoding of visible ASCII undone; anything else stays, so that no input can make this throw. */
function decode(text: string): string {
  return text.replace(/%([2-7][0-9a-f])/gi, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code > 0x20 && code < 0x7f ? String.fromCharCode(code) : whole;
  });
}
