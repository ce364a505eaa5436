import { hostedCatalogue } from "#papers";
import { catalogueContract } from "../contracts/catalogue.ts";

catalogueContract("in a thread of its own", async () => hostedCatalogue({}, () => {}));
