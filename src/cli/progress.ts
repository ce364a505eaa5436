/** How far something long is, told on a stream. */
export type Progress = {
  show(count: number): void;
  /** Says a sentence without disturbing what is shown. */
  say(sentence: string): void;
  end(): void;
};

/** Counted things between two lines, where no terminal shows the count in place. */
const STEP = 10_000;

/** Shows a growing count: in place on a terminal, a line now and then elsewhere. `words` go on after the number: "papers read". */
export function progressOn(out: NodeJS.WriteStream, words: string): Progress {
  const clear = out.isTTY ? "\r\x1b[K" : "";
  let shown = 0;
  return {
    show: (count) => {
      if (out.isTTY) out.write(`${clear}${inWords(count)} ${words}`);
      else if (count - shown >= STEP) out.write(`${inWords(count)} ${words}\n`);
      if (count - shown >= STEP) shown = count;
    },
    say: (sentence) => void out.write(`${clear}${sentence}\n`),
    end: () => void out.write(clear),
  };
}

/** A count with commas between thousands. */
export function inWords(count: number): string {
  return count.toLocaleString("en");
}
