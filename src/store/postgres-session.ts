import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SelectQueryNode,
} from "kysely";
import type { PoolClient, QueryResult as Result } from "pg";
import { UncertainError } from "./failure.ts";
import { Again, type Perseverance } from "./persevere.ts";
import { explainPostgres, faultOf, type Server, wasUnsent } from "./postgres-failure.ts";
import { storable } from "./storable.ts";

/** What Kysely holds while it runs a statement or a transaction. */
export class PostgresSession implements DatabaseConnection {
  readonly #server: Server;
  readonly #perseverance: Perseverance;
  readonly #newClient: () => Promise<PoolClient>;
  #client: PoolClient | undefined;
  #broken = false;
  #inTransaction = false;

  constructor(server: Server, perseverance: Perseverance, newClient: () => Promise<PoolClient>) {
    this.#server = server;
    this.#perseverance = perseverance;
    this.#newClient = newClient;
  }

  async connect(): Promise<PoolClient> {
    this.#client ??= await this.#newClient();
    return this.#client;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const parameters = query.parameters.map(storable);
    if (this.#inTransaction) return read<Row>(await this.#send(query.sql, parameters, true));
    const safe = SelectQueryNode.is(query.query);
    return await this.#perseverance.persevere(async () =>
      read<Row>(await this.#send(query.sql, parameters, safe)),
    );
  }

  streamQuery(): never {
    throw new Error("Rows are read whole: a stream would hold the connection.");
  }

  async begin(statement: string): Promise<void> {
    await this.#perseverance.persevere(() => this.#send(statement, [], true));
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    const { command } = await this.#send("commit", [], false);
    // The server's answer to a commit after a statement failed and nobody rolled back.
    if (command === "ROLLBACK")
      throw new Error("A transaction went on after one of its statements failed.");
    this.#inTransaction = false;
  }

  /** A server rolls back by itself when the connection breaks. */
  async rollback(): Promise<void> {
    this.#inTransaction = false;
    if (!this.#client || this.#broken) return;
    try {
      await this.#client.query("rollback");
    } catch {
      this.#broken = true;
    }
  }

  release(): void {
    this.#client?.release(this.#broken);
    this.#client = undefined;
    this.#broken = false;
  }

  /**
   * Sends one statement; `safe` when nothing is stored by it alone, so that it may be sent twice.
   * @throws Again, UncertainError, StoreError
   */
  async #send(sql: string, parameters: readonly unknown[], safe: boolean): Promise<Result> {
    const client = await this.connect();
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      const fault = faultOf(error);
      if (fault === "refused") throw explainPostgres(error, this.#server);
      if (fault === "raced") throw new Again(error, true);
      this.#broken = true;
      if (!this.#inTransaction) this.release();
      if (safe || wasUnsent(error)) throw new Again(error, false);
      throw new UncertainError(
        `The connection to ${this.#server.where} broke while something was being stored, so it may be stored or not: look before you ask for it again.`,
        { cause: error },
      );
    }
  }
}

function read<Row>({ command, rowCount, rows }: Result): QueryResult<Row> {
  const changes = /^(?:INSERT|UPDATE|DELETE)$/.test(command);
  return { rows, ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }) };
}
