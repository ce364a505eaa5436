/** A memory with room for so many entries; the one that was used longest ago gives way. */
export type Recent<V> = {
  /** What is remembered under a key, which counts as using it. */
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  readonly size: number;
};

/** An empty memory of `most` entries: whatever strangers can make grow must have an end. */
export function createRecent<V>(most: number): Recent<V> {
  const kept = new Map<string, V>();
  const put = (key: string, value: V) => {
    kept.delete(key);
    kept.set(key, value);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      put(key, value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
    delete: (key) => void kept.delete(key),
    get size() {
      return kept.size;
    },
  };
}
