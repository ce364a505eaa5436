import { crc32 } from "node:zlib";
import { words } from "../words.ts";
import { FIELDS } from "./posting-index.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Goes up when what `save` writes changes its form. */
const FORM = 3;

/** Words that a change of the rules for words and stems would change. */
const SAMPLE = `Poincaré’s self-attention modelling, behaviours & analyses of matrices: generalised
  topological graphs' persistence (GNNs) naïve hopefulness relational colourings 2401.01234`;

/** Tells apart the indexes that one version of this engine and its analysis of words can read. */
export function fingerprint(): string {
  const analysis = [...FIELDS, ...STOP_WORDS, ...words(SAMPLE).map(stem)].join(" ");
  return `paperboy index ${FORM} ${crc32(analysis).toString(16)}`;
}
