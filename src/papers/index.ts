export { readAsked } from "./asked.ts";
export { bibtex } from "./bibtex.ts";
export type { Addition, Catalogue, Extent, TrendAsk } from "./catalogue.ts";
export { CatalogueError } from "./catalogue-error.ts";
export type { ChangeReader, ChangesPlace } from "./changes.ts";
export type { Fed } from "./fed.ts";
export { type Clock, systemClock } from "./fetch/clock.ts";
export { SourceError, type SourceFault } from "./fetch/source-error.ts";
export type { Followed, Taken } from "./followed.ts";
export { growingCatalogue, MOST_IN_THREAD } from "./growing-catalogue.ts";
export { hostedCatalogue } from "./hosted/hosted-catalogue.ts";
export { findIds, parseId } from "./ids.ts";
export { keptIndex } from "./kept-index.ts";
export type { LanceCatalogue, LanceOptions } from "./lance/catalogue.ts";
export { openLanceCatalogue } from "./lance/open.ts";
export { plain } from "./latex.ts";
export { lead } from "./lead.ts";
export { likedBy } from "./liked-by.ts";
export type { Snapshot } from "./looks.ts";
export type { Embedder } from "./meaning/embedder.ts";
export type { KeyPage } from "./meaning/embedding.ts";
export { meaningful, openHubEmbedder, openVectorFile } from "./meaning/open.ts";
export { createCatalogue } from "./memory-catalogue.ts";
export { merge } from "./merge.ts";
export { LOOKED_BACK_MS } from "./notes.ts";
export { type Outgrown, outgrown } from "./outgrown.ts";
export { type Links, links, type Paper, titleKey } from "./paper.ts";
export type { Hit, Neighbour, Page, Query } from "./query.ts";
export { readable } from "./readable.ts";
export type { Answer, Finding, Found, SearchEngine } from "./search/engine.ts";
export { type Intent, intentOf } from "./search/intent.ts";
export { arxivSource } from "./sources/arxiv.ts";
export { fileSource, type Skip } from "./sources/file.ts";
export { huggingFaceSource } from "./sources/huggingface.ts";
export { readPaper } from "./sources/read-paper.ts";
export type { PaperSource, Wanted } from "./sources/source.ts";
export { topicsIn } from "./topics-in.ts";
export {
  type Community,
  type Trend,
  type TrendHit,
  type TrendQuery,
  trending,
} from "./trending.ts";
export { createTurn } from "./turn.ts";
