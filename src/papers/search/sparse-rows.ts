/** A matrix of few numbers: row by row the columns that are not 0, and what stands there. */
export type SparseRows = {
  /** Where each row begins; one more than there are rows. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
};

/** Rows that are multiplied at a time, a few milliseconds' work. */
const AT_ONCE = 250;

/** The matrix times a dense one of `width` columns; comes back after every few rows. */
export function* times(
  { starts, columns, values }: SparseRows,
  dense: Float32Array,
  width: number,
): Generator<void, Float32Array> {
  const rows = starts.length - 1;
  const product = new Float32Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const own = row * width;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const other = (columns[at] ?? 0) * width;
      const value = values[at] ?? 0;
      for (let column = 0; column < width; column += 1)
        product[own + column] = (product[own + column] ?? 0) + value * (dense[other + column] ?? 0);
    }
    if (row % AT_ONCE === AT_ONCE - 1) yield;
  }
  return product;
}

/** The transposed matrix, which has `height` rows, times a dense one; comes back after every few rows. */
export function* transposedTimes(
  { starts, columns, values }: SparseRows,
  height: number,
  dense: Float32Array,
  width: number,
): Generator<void, Float32Array> {
  const product = new Float32Array(height * width);
  for (let row = 0; row < starts.length - 1; row += 1) {
    const own = row * width;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const other = (columns[at] ?? 0) * width;
      const value = values[at] ?? 0;
      for (let column = 0; column < width; column += 1)
        product[other + column] =
          (product[other + column] ?? 0) + value * (dense[own + column] ?? 0);
    }
    if (row % AT_ONCE === AT_ONCE - 1) yield;
  }
  return product;
}
