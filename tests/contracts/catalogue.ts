import { describe } from "vitest";
import type { Catalogue } from "#papers";
import { addingContract } from "./catalogue/adding.ts";
import { findingContract } from "./catalogue/finding.ts";
import { openingContract } from "./catalogue/opening.ts";
import { trendingContract } from "./catalogue/trending.ts";

/**
 * What every catalogue must do, wherever it lives; `open` makes an empty one, which the suite closes.
 */
export function catalogueContract(name: string, open: () => Promise<Catalogue>): void {
  describe(`the catalogue ${name}`, () => {
    addingContract(open);
    findingContract(open);
    openingContract(open);
    trendingContract(open);
  });
}
