import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from "kysely";
import { type Patience, whenFree } from "./patience.ts";
import { storable } from "./storable.ts";
import { createTurn, type EndTurn } from "./turn.ts";

/**
 * Runs statements on one handle of node:sqlite. A transaction has the handle for itself from its
 * beginning to its end; a statement outside waits for that. Neither has a turn while it waits for
 * another process, so that readers go on.
 */
export class SqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #patience: Patience | undefined;
  readonly #turn = createTurn();

  constructor(database: DatabaseSync, file: string, patience?: Patience) {
    this.#database = database;
    this.#file = file;
    this.#patience = patience;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Session> {
    const session: Session = new Session(this.#database, (run) =>
      session.endTurn ? this.#whenFree(run) : this.#alone(run),
    );
    return session;
  }

  /**
   * Takes the write lock at the start. A plain `begin` takes it at the first write, where SQLite
   * refuses at once if another process wrote in between.
   */
  async beginTransaction(session: Session): Promise<void> {
    const begin = () => this.#database.exec("begin immediate");
    session.endTurn = (await this.#inTurn(begin)).endTurn;
  }

  async commitTransaction(session: Session): Promise<void> {
    await this.#whenFree(() => this.#database.exec("commit"));
    session.endTurn?.();
    session.endTurn = undefined;
  }

  /**
   * A full or failing disk makes SQLite roll back by itself (https://sqlite.org/lang_transaction.html,
   * "Response To Errors Within A Transaction"); a second rollback would fail and hide the reason.
   */
  async rollbackTransaction(session: Session): Promise<void> {
    try {
      if (this.#database.isTransaction) this.#database.exec("rollback");
    } finally {
      session.endTurn?.();
      session.endTurn = undefined;
    }
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#database.close();
  }

  async #alone<T>(run: () => T): Promise<T> {
    const { result, endTurn } = await this.#inTurn(run);
    endTurn();
    return result;
  }

  /** Runs in a turn of its own, which the caller ends; it is given up between tries. */
  #inTurn<T>(run: () => T): Promise<{ readonly result: T; readonly endTurn: EndTurn }> {
    return this.#whenFree(async () => {
      const endTurn = await this.#turn();
      try {
        return { result: run(), endTurn };
      } catch (error) {
        endTurn();
        throw error;
      }
    });
  }

  #whenFree<T>(attempt: () => T | Promise<T>): Promise<T> {
    return whenFree(attempt, this.#file, this.#patience);
  }
}

/** What Kysely holds while it runs a statement or a transaction. */
class Session implements DatabaseConnection {
  /** Present within a transaction. */
  endTurn: EndTurn | undefined;
  readonly #database: DatabaseSync;
  readonly #run: <T>(work: () => T) => Promise<T>;

  constructor(database: DatabaseSync, run: <T>(work: () => T) => Promise<T>) {
    this.#database = database;
    this.#run = run;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#run(() => execute<Row>(this.#database, query));
  }

  streamQuery(): never {
    throw new Error("Rows are read whole: a stream would hold the handle.");
  }
}

function execute<Row>(database: DatabaseSync, query: CompiledQuery): QueryResult<Row> {
  const statement = database.prepare(query.sql);
  const parameters = query.parameters.map(storable) as SQLInputValue[];
  // Row is what Kysely made of the columns that it wrote into the statement.
  if (statement.columns().length > 0) return { rows: statement.all(...parameters) as Row[] };
  return { numAffectedRows: BigInt(statement.run(...parameters).changes), rows: [] };
}
