import type { SlackApp } from "./app.ts";
import type { Way } from "./envelope.ts";
import type { Events } from "./events.ts";
import type { Faults } from "./faults.ts";
import type { Fields } from "./fields.ts";
import type { Files } from "./files.ts";
import type { Holdings } from "./holdings.ts";
import type { Ids } from "./ids.ts";
import type { Installs } from "./installs.ts";
import type { Links } from "./links.ts";
import type { Rates } from "./rates.ts";
import type { Refusal } from "./refusals.ts";
import type { Responses } from "./responses.ts";
import type { Scheduled } from "./scheduled.ts";
import type { Tickets } from "./tickets.ts";
import type { Tokens } from "./tokens.ts";
import type { Triggers } from "./triggers.ts";
import type { Views } from "./views.ts";
import type { World } from "./world.ts";

/** A request to the Web API, as it was understood, and its answer once there is one. */
export type Call = {
  readonly method: string;
  readonly args: Fields;
  readonly token: string | undefined;
  /** By the fake's clock, in milliseconds. */
  readonly at: number;
  answer?: Fields;
};

/** What all rooms of one fake share. */
export type Backstage = {
  readonly app: SlackApp;
  readonly now: () => number;
  readonly ids: Ids;
  readonly world: World;
  readonly tokens: Tokens;
  readonly triggers: Triggers;
  readonly responses: Responses;
  readonly views: Views;
  readonly files: Files;
  readonly links: Links;
  readonly holdings: Holdings;
  readonly scheduled: Scheduled;
  readonly installs: Installs;
  readonly tickets: Tickets;
  readonly faults: Faults;
  readonly rates: Rates;
  readonly calls: Call[];
  readonly refusals: readonly Refusal[];
  refuse(refusal: Refusal): void;
  /** How envelopes reach the app now. */
  way(): Way;
  readonly events: Events;
  /** Calls this when the fake ends. */
  onClose(end: () => void): void;
  /** Where the fake listens, such as http://127.0.0.1:1234. */
  url(): string;
};
