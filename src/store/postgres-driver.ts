import type { Driver, TransactionSettings } from "kysely";
import type { Pool, PoolClient } from "pg";
import { Again, type Perseverance } from "./persevere.ts";
import { explainPostgres, faultOf, type Server } from "./postgres-failure.ts";
import { PostgresSession } from "./postgres-session.ts";

/**
 * Runs statements on the connections of a pool, and knows what a broken one leaves behind. What was
 * certainly not done is tried again: connecting, reading, a change that a race undid. Of a transaction
 * that broke before its end was asked for nothing remains, and it throws `Again` for whoever began it.
 * A change that was sent and not confirmed throws an UncertainError.
 */
export class PostgresDriver implements Driver {
  readonly #pool: Pool;
  readonly #server: Server;
  readonly #perseverance: Perseverance;

  constructor(pool: Pool, server: Server, perseverance: Perseverance) {
    this.#pool = pool;
    this.#server = server;
    this.#perseverance = perseverance;
    // The pool drops an idle connection that breaks by itself, and the next caller makes another; but
    // without somebody to listen, each such event would end the process.
    pool.on("error", () => {});
    pool.on("connect", (client) => client.on("error", () => {}));
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresSession> {
    const session = new PostgresSession(this.#server, this.#perseverance, () => this.#connect());
    await this.#perseverance.persevere(() => session.connect());
    return session;
  }

  async #connect(): Promise<PoolClient> {
    try {
      const client = await this.#pool.connect();
      this.#perseverance.reached();
      return client;
    } catch (error) {
      if (faultOf(error) === "away") throw new Again(error, false);
      throw explainPostgres(error, this.#server);
    }
  }

  async beginTransaction(session: PostgresSession, settings: TransactionSettings): Promise<void> {
    const { isolationLevel } = settings;
    await session.begin(isolationLevel ? `begin isolation level ${isolationLevel}` : "begin");
  }

  async commitTransaction(session: PostgresSession): Promise<void> {
    await session.commit();
  }

  async rollbackTransaction(session: PostgresSession): Promise<void> {
    await session.rollback();
  }

  async releaseConnection(session: PostgresSession): Promise<void> {
    session.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}
