import { createCatalogue } from "#papers";
import { typedQueriesContract } from "../contracts/typed-queries.ts";

typedQueriesContract("in memory", async () => createCatalogue());
