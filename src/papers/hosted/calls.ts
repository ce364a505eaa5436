import type { AnswerOf, AskedOf, Call, Message, Method } from "./messages.ts";

/** The calls that a thread was asked and has not answered. */
export type Calls = {
  /** Asks; the answer comes when the thread gives it, whichever thread that is by then. */
  ask<Name extends Method>(method: Name, asked: AskedOf<Name>): Promise<AnswerOf<Name>>;
  answered(message: Extract<Message, { id: number }>): void;
  /**
   * Gives a new thread all notes, in the place of those that wait, and what else is unanswered once it has
   * answered that: one that can't start dies of no call. What two threads died with is asked alone, one after the
   * other, and all else waits meanwhile, so that the call of which they died shows itself: that one ends with an
   * error, and no other.
   */
  again(notes: AskedOf<"note">): void;
  /** Ends everything unanswered with an error. */
  give(up: Error): void;
  readonly size: number;
};

/** Two threads that die while they have the same call are no chance any more: it may be what they died of. */
const MOST_TIMES = 2;

type Waiting = {
  readonly call: Call;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  times: number;
};

/** No calls yet; `send` answers false where there is no thread now. */
export function createCalls(send: (call: Call) => boolean): Calls {
  const waiting = new Map<number, Waiting>();
  /** What two threads died with, oldest first, and the one of these that the thread has now, or the notes before them. */
  let suspects: Waiting[] = [];
  let tried: Waiting | undefined;
  /** What waits until none of these is left. */
  let held: Waiting[] = [];
  let last = 0;
  const newCall = (method: Method, asked: AskedOf<Method>) => {
    last += 1;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const one: Waiting = { call: { id: last, method, asked }, resolve, reject, times: 0 };
    waiting.set(last, one);
    return { one, promise };
  };
  const sent = (one: Waiting) => {
    try {
      if (send(one.call)) one.times += 1;
    } catch (error) {
      // Something that can't be copied to another thread, such as a function.
      waiting.delete(one.call.id);
      one.reject(error);
    }
  };
  const goOn = () => {
    tried = suspects.shift();
    if (tried) return sent(tried);
    const all = held;
    held = [];
    for (const one of all) sent(one);
  };
  return {
    ask: (method, asked) => {
      const { one, promise } = newCall(method, asked);
      if (tried) held.push(one);
      else sent(one);
      // The thread answers a method with what that method answers.
      return promise as Promise<AnswerOf<typeof method>>;
    },
    answered: (message) => {
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      // What a person can mend is known by its name.
      if ("error" in message) one?.reject(Object.assign(message.error, { name: message.name }));
      else one?.resolve(message.answer);
      if (one !== undefined && one === tried) goOn();
    },
    again: (notes) => {
      if (tried && tried.call.method !== "note") {
        const { id, method } = tried.call;
        waiting.delete(id);
        tried.reject(new Error(`The catalogue's thread died of what it was asked: ${method}.`));
      }
      const all = [...waiting.values()];
      const outdated = all.filter(({ call }) => call.method === "note");
      const others = all.filter(({ call }) => call.method !== "note");
      for (const { call } of outdated) waiting.delete(call.id);
      const { one, promise } = newCall("note", notes);
      for (const { resolve, reject } of outdated) promise.then(resolve, reject);
      promise.catch(() => {});
      suspects = others.filter(({ times }) => times >= MOST_TIMES);
      held = others.filter(({ times }) => times < MOST_TIMES);
      tried = one;
      sent(one);
    },
    give: (up) => {
      for (const one of waiting.values()) one.reject(up);
      waiting.clear();
      [suspects, held, tried] = [[], [], undefined];
    },
    get size() {
      return waiting.size;
    },
  };
}
