/** A row of numbers of one kind. */
export type Numbers =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/**
 * The same numbers with room for so many: the row itself where it is long enough, otherwise a copy with
 * half as much room again, so that growing number by number stays cheap. New places hold `empty`.
 */
export function withRoom<T extends Numbers>(
  row: T,
  length: number,
  make: (length: number) => T,
  empty = 0,
): T {
  if (length <= row.length) return row;
  const longer = make(Math.max(length, row.length + (row.length >> 1), 64));
  longer.set(row);
  if (empty !== 0) longer.fill(empty, row.length);
  return longer;
}

/** Makers of rows, for `withRoom`. */
export const bytes = (length: number) => new Uint8Array(length);
export const shorts = (length: number) => new Uint16Array(length);
export const whole = (length: number) => new Int32Array(length);
export const unsigned = (length: number) => new Uint32Array(length);
export const floats = (length: number) => new Float64Array(length);
