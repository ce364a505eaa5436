import type { Faults } from "./faults.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Interaction } from "./interactions/interaction.ts";
import type { Json } from "./json.ts";
import type { RateKeeper } from "./rates.ts";
import type { CommandBook } from "./rest/command-book.ts";
import type { Waits } from "./waits.ts";
import type { World } from "./world/world.ts";

/** A request that came in, as a test reads it. */
export type Seen = {
  readonly method: string;
  /** Decoded path below /api/v10. */
  readonly path: string;
  /** The JSON body, or the `payload_json` of a form. */
  readonly body: unknown;
  /** Names of uploaded files. */
  readonly files: readonly string[];
  /** Whether it carried an Authorization header. */
  readonly authorized: boolean;
  /** By the fake's clock, ms. */
  readonly at: number;
  /** Status of the answer; undefined while there is none, and for good if none was sent. */
  readonly status: number | undefined;
};

/** A request that broke one of Discord's rules. */
export type Refusal = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: number;
  readonly message: string;
  /** The tree of errors of an invalid body. */
  readonly errors?: Json;
  readonly body: unknown;
};

/** The parts of the fake, as its rooms share them. */
export type Core = {
  readonly now: () => number;
  readonly world: World;
  readonly applicationId: string;
  /** The token that is good now. */
  readonly token: () => string | undefined;
  readonly waits: Waits;
  readonly rates: RateKeeper;
  readonly faults: Faults;
  readonly gateway: Gateway;
  readonly commands: CommandBook;
  /** By token. */
  readonly interactions: Map<string, Interaction>;
  readonly requests: Seen[];
  readonly refusals: Refusal[];
  /** What GET /gateway/bot recommends. */
  shards: number;
  /** How long a nonce is remembered, ms. */
  readonly nonceWindow: number;
  /** ws:// address of the gateway. */
  readonly gatewayUrl: () => string;
};
