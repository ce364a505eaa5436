/** Chances from 0 to 1, always the same (Park and Miller's minimal standard generator). */
export function chances(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
