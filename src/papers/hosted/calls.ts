import type { AnswerOf, AskedOf, Call, Message, Method } from "./messages.ts";

/** The calls that a thread was asked and has not answered. */
export type Calls = {
  /** Asks; the answer comes when the thread gives it, whichever thread that is by then. */
  ask<Name extends Method>(method: Name, asked: AskedOf<Name>): Promise<AnswerOf<Name>>;
  answered(message: Extract<Message, { id: number }>): void;
  /**
   * Sends everything unanswered to a new thread. What two threads died with is asked one by one, so that
   * the call of which they died shows itself: that one ends with an error, and no other.
   */
  again(): void;
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
  /** What two threads died with, oldest first, and the one of these that the thread has now. */
  let suspects: Waiting[] = [];
  let tried: Waiting | undefined;
  let last = 0;
  const sent = (one: Waiting) => {
    if (send(one.call)) one.times += 1;
  };
  const tryNext = () => {
    tried = suspects.shift();
    if (tried) sent(tried);
  };
  return {
    ask: (method, asked) => {
      last += 1;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const one = { call: { id: last, method, asked }, resolve, reject, times: 0 };
      waiting.set(last, one);
      try {
        sent(one);
      } catch (error) {
        // Something that can't be copied to another thread, such as a function.
        waiting.delete(last);
        reject(error);
      }
      // The thread answers a method with what that method answers.
      return promise as Promise<AnswerOf<typeof method>>;
    },
    answered: (message) => {
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if ("error" in message) one?.reject(message.error);
      else one?.resolve(message.answer);
      if (one !== undefined && one === tried) tryNext();
    },
    again: () => {
      if (tried) {
        const { id, method } = tried.call;
        waiting.delete(id);
        tried.reject(new Error(`The catalogue's thread died of what it was asked: ${method}.`));
      }
      suspects = [];
      for (const one of waiting.values()) {
        if (one.times < MOST_TIMES) sent(one);
        else suspects.push(one);
      }
      tryNext();
    },
    give: (up) => {
      for (const one of waiting.values()) one.reject(up);
      waiting.clear();
    },
    get size() {
      return waiting.size;
    },
  };
}
