/** A page as it was answered, with what proves later that it has not changed. */
export type Kept = {
  readonly text: string;
  readonly link: string | undefined;
  readonly etag: string | undefined;
  readonly modified: string | undefined;
};

/** The last answers, to ask "has this changed?" with. */
export type Answers = {
  get(address: string): Kept | undefined;
  /** Keeps an answer that says how it can be asked for again; the oldest give way. */
  keep(address: string, answer: Kept): void;
};

/** Room for answers in characters: a week of daily lists and a day's announcements. */
const ROOM = 8_000_000;

/** No answers yet. */
export function createAnswers(room = ROOM): Answers {
  const kept = new Map<string, Kept>();
  let size = 0;
  const drop = (address: string) => {
    size -= kept.get(address)?.text.length ?? 0;
    kept.delete(address);
  };
  return {
    get: (address) => kept.get(address),
    keep: (address, answer) => {
      drop(address);
      const provable = answer.etag !== undefined || answer.modified !== undefined;
      if (!provable || answer.text.length > room) return;
      kept.set(address, answer);
      size += answer.text.length;
      while (size > room) {
        const [oldest] = kept.keys();
        if (oldest === undefined) break;
        drop(oldest);
      }
    },
  };
}
