import { createHash } from "node:crypto";

/** Reckons over the rows of a table, in whatever order they come. */
export type Checksum = {
  add(row: readonly unknown[]): void;
  /** How many rows those were. */
  rows(): number;
  /** 16 hexadecimal digits, the same for the same rows. */
  value(): string;
};

/** The sum of a hash of each row, modulo 2^64: two databases sort text differently, and a row that is there twice must count twice. */
export function createChecksum(): Checksum {
  let rows = 0;
  let sum = 0n;
  return {
    add(row) {
      rows += 1;
      const hash = createHash("sha256").update(JSON.stringify(row)).digest();
      sum = BigInt.asUintN(64, sum + hash.readBigUInt64BE());
    },
    rows: () => rows,
    value: () => sum.toString(16).padStart(16, "0"),
  };
}
