import type { Loaded } from "./load.ts";
import type { Tables } from "./tables.ts";

/** Where work is done, and by which clock (epoch ms). */
export type Place = {
  readonly tables: Tables;
  readonly loaded: Loaded;
  readonly now: () => number;
};
