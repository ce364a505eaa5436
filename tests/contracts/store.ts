import { afterEach, beforeEach, describe } from "vitest";
import type { Store } from "#store";
import { connectionsContract } from "../store/contract/connections.ts";
import { deliveriesContract } from "../store/contract/deliveries.ts";
import { engineContract } from "../store/contract/engine.ts";
import { learnContract } from "../store/contract/learn.ts";
import { marksContract, ticketsContract } from "../store/contract/marks.ts";
import { pacesContract } from "../store/contract/paces.ts";
import { papersContract } from "../store/contract/papers.ts";
import { pollsContract } from "../store/contract/polls.ts";
import { seenContract } from "../store/contract/seen.ts";
import { planContract, subscriptionsContract } from "../store/contract/subscriptions.ts";
import { tenantsContract } from "../store/contract/tenants.ts";

/**
 * What every store must do, whichever database it keeps things in. `open` answers a fresh, empty
 * store each time.
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const given = () => store;

    pacesContract(given);
    papersContract(given);
    learnContract(given);
    marksContract(given);
    subscriptionsContract(given);
    planContract(given);
    deliveriesContract(given);
    seenContract(given);
    ticketsContract(given);
    connectionsContract(given);
    pollsContract(given);
    tenantsContract(given);
    engineContract(given);
  });
}
