/** Rows that are worked on at a time, a few milliseconds' work. */
const AT_ONCE = 1000;

/** AᵀA of a dense matrix of `width` columns, row by row; comes back after every few rows. */
export function* gram(matrix: Float32Array, width: number): Generator<void, Float64Array> {
  const product = new Float64Array(width * width);
  const rows = matrix.length / width;
  for (let row = 0; row < rows; row += 1) {
    const own = row * width;
    for (let one = 0; one < width; one += 1) {
      const value = matrix[own + one] ?? 0;
      if (value === 0) continue;
      for (let other = one; other < width; other += 1)
        product[one * width + other] =
          (product[one * width + other] ?? 0) + value * (matrix[own + other] ?? 0);
    }
    if (row % AT_ONCE === AT_ONCE - 1) yield;
  }
  for (let one = 0; one < width; one += 1)
    for (let other = 0; other < one; other += 1)
      product[one * width + other] = product[other * width + one] ?? 0;
  return product;
}

/** Makes the columns of a dense matrix orthonormal, in its place, by Cholesky's factor of its Gram matrix. */
export function* orthonormalise(matrix: Float32Array, width: number): Generator<void> {
  const factor = cholesky(yield* gram(matrix, width), width);
  const rows = matrix.length / width;
  for (let row = 0; row < rows; row += 1) {
    const own = row * width;
    for (let column = 0; column < width; column += 1) {
      let value = matrix[own + column] ?? 0;
      for (let before = 0; before < column; before += 1)
        value -= (matrix[own + before] ?? 0) * (factor[before * width + column] ?? 0);
      matrix[own + column] = value / (factor[column * width + column] ?? 1);
    }
    if (row % AT_ONCE === AT_ONCE - 1) yield;
  }
}

/** The upper triangle R with RᵀR = A, of a matrix that is made a little more regular than it may be. */
function cholesky(matrix: Float64Array, width: number): Float64Array {
  const factor = new Float64Array(width * width);
  let trace = 0;
  for (let at = 0; at < width; at += 1) trace += matrix[at * width + at] ?? 0;
  const ridge = Math.max(1e-7 * (trace / width), 1e-12);
  for (let row = 0; row < width; row += 1) {
    for (let column = row; column < width; column += 1) {
      let value = (matrix[row * width + column] ?? 0) + (row === column ? ridge : 0);
      for (let at = 0; at < row; at += 1)
        value -= (factor[at * width + row] ?? 0) * (factor[at * width + column] ?? 0);
      factor[row * width + column] =
        row === column
          ? Math.sqrt(Math.max(value, 1e-12))
          : value / (factor[row * width + row] ?? 1);
    }
  }
  return factor;
}

/**
 * The eigenvalues of a symmetric matrix, and its eigenvectors as columns, by Jacobi's rotations
 * (G. Golub, C. Van Loan, Matrix Computations, 4th edition, 8.5); comes back after every sweep.
 */
export function* eigen(
  matrix: Float64Array,
  width: number,
): Generator<void, { readonly values: Float64Array; readonly vectors: Float64Array }> {
  const left = matrix.slice();
  const vectors = new Float64Array(width * width);
  for (let at = 0; at < width; at += 1) vectors[at * width + at] = 1;
  for (let sweep = 0; sweep < SWEEPS && !isDiagonal(left, width); sweep += 1) {
    for (let one = 0; one < width; one += 1) {
      for (let other = one + 1; other < width; other += 1) rotate(left, vectors, width, one, other);
    }
    yield;
  }
  return {
    values: Float64Array.from({ length: width }, (_, at) => left[at * width + at] ?? 0),
    vectors,
  };
}

/** More sweeps than a matrix of a hundred columns needs. */
const SWEEPS = 12;

function isDiagonal(matrix: Float64Array, width: number): boolean {
  let [on, off] = [0, 0];
  for (let row = 0; row < width; row += 1) {
    on += (matrix[row * width + row] ?? 0) ** 2;
    for (let column = row + 1; column < width; column += 1)
      off += (matrix[row * width + column] ?? 0) ** 2;
  }
  return off <= 1e-10 * on;
}

/** Turns two axes so that nothing is left between them. */
function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  width: number,
  one: number,
  other: number,
) {
  const between = matrix[one * width + other] ?? 0;
  if (Math.abs(between) < 1e-14) return;
  const theta =
    ((matrix[other * width + other] ?? 0) - (matrix[one * width + one] ?? 0)) / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turn = (of: Float64Array, first: number, second: number) => {
    const [a, b] = [of[first] ?? 0, of[second] ?? 0];
    of[first] = cosine * a - sine * b;
    of[second] = sine * a + cosine * b;
  };
  for (let at = 0; at < width; at += 1) turn(matrix, at * width + one, at * width + other);
  for (let at = 0; at < width; at += 1) turn(matrix, one * width + at, other * width + at);
  for (let at = 0; at < width; at += 1) turn(vectors, at * width + one, at * width + other);
}
