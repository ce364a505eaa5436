import type { Catalogue } from "./catalogue.ts";
import type { Followed } from "./followed.ts";

/** A catalogue that this process feeds from a store, or that another process does. */
export type Fed = Catalogue &
  Pick<Followed, "take" | "takeNext"> & {
    /** As `Followed` says; undefined while another process feeds it. */
    reached(): Promise<number | undefined>;
    /** The change number up to which its papers are those of the store, whoever feeds it; without it, what it has reached. */
    known?(): Promise<number>;
  };
