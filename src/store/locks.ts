/** A lock that this process has. */
export type Lock = {
  /** Lets go of it; `onLost` is not called then. Doing so twice does no harm. */
  release(): Promise<void>;
};

/** What only one process at a time may do, such as holding a gateway or writing an index. */
export type Locks = {
  /**
   * Takes the lock of that name, or answers undefined at once when anybody has it, this process
   * included. A process that ends loses its locks: on PostgreSQL at once, on SQLite when the lease
   * runs out. `onLost` is called once when the lock is lost before it was released, because the
   * database was out of reach or this process stood still; stop what it protects, then ask again.
   */
  hold(name: string, onLost: () => void): Promise<Lock | undefined>;
};

/** Locks as a store makes them. */
export type OwnLocks = Locks & {
  /** Lets go of all of them. */
  releaseAll(): Promise<void>;
};
