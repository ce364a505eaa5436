import { createCatalogue } from "#papers";
import { catalogueContract } from "../contracts/catalogue.ts";

catalogueContract("in memory", async () => createCatalogue());
