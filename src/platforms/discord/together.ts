import type { Parking } from "#chat";

/** A lock that this process has until it lets go of it. */
export type Lock = { release(): Promise<void> };

/** What the processes of one bot have in common; the shapes are those of the store. */
export type Together = {
  readonly locks: {
    /** Takes the lock of this name, or answers undefined at once when anybody has it. `onLost` is called when it is lost before it was released. */
    hold(name: string, onLost: () => void): Promise<Lock | undefined>;
  };
  /** Where they write down what they agree on. */
  readonly parking: Parking;
  /** What a pace shares, by the door's name. Absent where nobody else goes through. */
  readonly paces?: {
    take(door: string, span: number): Promise<number>;
    hold(door: string, ms: number): Promise<void>;
  };
};

/** For a process that is the only one: it has every lock, and agrees with itself. */
export function alone(): Together {
  const agreed = new Map<string, string>();
  return {
    locks: { hold: async () => ({ release: async () => {} }) },
    parking: {
      park: async (key, text) => void agreed.set(key, text),
      find: async (key) => agreed.get(key),
    },
  };
}
