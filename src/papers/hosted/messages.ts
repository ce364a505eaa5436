import type { ChangesPlace } from "../changes.ts";
import type { Followed } from "../followed.ts";
import type { PackedNotes } from "./packed-notes.ts";

/** A catalogue as a thread hosts it: it is asked for everything in the usual way, but for what is too much to copy. */
export type Hosted = Omit<Required<Followed>, "note"> & {
  note(snapshots: PackedNotes, from: number): Promise<void>;
};

/** The name of something that a hosted catalogue is asked for. */
export type Method = keyof Hosted;

/** What a method is asked with, and what it answers. */
export type AskedOf<Name extends Method> = Parameters<Hosted[Name]>;
export type AnswerOf<Name extends Method> = Awaited<ReturnType<Hosted[Name]>>;

/** One call of a method, as it goes to the thread; `id` comes back with its answer. */
export type Call<Name extends Method = Method> = {
  readonly id: number;
  readonly method: Name;
  readonly asked: AskedOf<Name>;
};

/**
 * What comes back from the thread: the answer to a call, the error that it ended with and that error's name,
 * which would not come along otherwise, or a line for the log.
 */
export type Message =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: Error; readonly name: string }
  | { readonly said: string };

/** What the thread is told when it starts. */
export type Start = {
  /** Where its snapshot lies and what must stand in it; without that it keeps none. */
  readonly snapshot?: SnapshotPlace;
  /** Where it reads by itself what changed in the store; without that it is given it. */
  readonly changes?: ChangesPlace;
  readonly pace?: Pace;
  /** Where compiled code is kept between starts, if it is: a thread does not ask by itself. */
  readonly compiled?: string;
};

/**
 * When a snapshot is written: after so many papers have changed, nothing has for so long, and so long
 * after the one before.
 */
export type Pace = { readonly worth: number; readonly quietMs: number; readonly betweenMs: number };

/** Where a snapshot lies, and which store it must be of. */
export type SnapshotPlace = {
  readonly file: string;
  readonly identity: string;
  /** The newest change number of the store; a snapshot that goes further is of a store that was put back. */
  readonly newest?: number;
  /** The file that it is written into before it takes the place of the last one; one of its own unless given. */
  readonly half?: string;
};
