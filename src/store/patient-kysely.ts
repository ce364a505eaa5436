import { Kysely, type KyselyConfig, type TransactionBuilder } from "kysely";
import type { Perseverance } from "./persevere.ts";
import type { Schema } from "./schema.ts";

/**
 * Kysely whose transactions begin anew when nothing remains of them, because the connection broke
 * before their end was asked for or because another writer was in the way. So what a transaction's
 * function does besides asking the database must bear being done twice.
 */
export class PatientKysely extends Kysely<Schema> {
  readonly #perseverance: Perseverance;

  constructor(config: KyselyConfig, perseverance: Perseverance) {
    super(config);
    this.#perseverance = perseverance;
  }

  override transaction(): TransactionBuilder<Schema> {
    return this.#patient(super.transaction());
  }

  #patient(builder: TransactionBuilder<Schema>): TransactionBuilder<Schema> {
    const once = builder.execute.bind(builder);
    const isolated = builder.setIsolationLevel.bind(builder);
    builder.execute = (work) => this.#perseverance.persevere(() => once(work));
    builder.setIsolationLevel = (level) => this.#patient(isolated(level));
    return builder;
  }
}
