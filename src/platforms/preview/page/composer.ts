import type { Completions } from "../protocol.ts";
import { type Combobox, combobox } from "./combobox.ts";

type Options = {
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  readonly list: HTMLUListElement;
  /** Name of the one slash command. */
  readonly root: string;
  complete(line: string): Promise<Completions>;
  send(line: string): void;
};

/**
 * Makes the line in which commands are typed: it completes them while they are, and the arrow upwards
 * brings earlier ones back. A line always shows its root command, as it would on the services.
 */
export function createComposer({ form, input, list, root, complete, send }: Options): void {
  const begun = new RegExp(`^\\s*/?(?:${RegExp.escape(root)}(?:\\s+|$))?`, "i");
  const whole = (line: string) => line.replace(begun, `/${root} `);
  const isBegun = (line: string) => `/${root} `.startsWith(line.trimStart()) && line.trim() !== "";
  const write = (line: string) => {
    input.value = line;
    input.setSelectionRange(line.length, line.length);
    input.focus();
  };
  const box: Combobox = combobox<string>(input, list, {
    opens: (typed) => typed.trim() !== "",
    async find(typed) {
      const line = isBegun(typed) ? `/${root} ` : whole(typed);
      const { typed: end, found } = await complete(line);
      const start = line.slice(0, line.length - end.length);
      return found.map(({ value, label, ...about }) => ({ label, ...about, value: start + value }));
    },
    take(line) {
      write(line);
      // What ends open, as a command's name or an option's does, goes on.
      if (/[\s:]$/.test(line)) void box.look();
    },
  });
  const lines: string[] = [];
  let back = 0;
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" || box.isOpen() || back >= lines.length) return;
    event.preventDefault();
    back += 1;
    write(lines.at(-back) ?? "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const line = input.value.trim();
    if (line === "") return input.focus();
    box.close();
    lines.push(line);
    back = 0;
    input.value = "";
    send(line);
  });
}
