import { clean } from "#chat";
import { UNSEEN } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { linesOf } from "./line.ts";
import type { Part } from "./part.ts";

/** A text to be attached to a message. */
export type Attached = { readonly name: string; readonly data: string };

/** Draws literal texts, and keeps those that are to be attached. */
export type Fences = {
  /** A short text as a block of the message, a long one as a file of that name. */
  draw(text: string, file: string | undefined): readonly Part[];
  readonly files: readonly Attached[];
};

/** Longest literal text within a message, and of all of them together: a quarter of the message and half of it. */
const LONGEST = LIMITS.message.text / 4;
const LONGEST_ALL = LIMITS.message.text / 2;

const PLAIN_NAME = "text.txt";

/** The literal texts of one message. */
export function createFences(): Fences {
  const files: { name: string; data: string }[] = [];
  let taken = 0;
  return {
    files,
    draw(text, file) {
      const content = fenced(text);
      if (content === "") return [];
      if (content.length <= LONGEST && taken + content.length <= LONGEST_ALL) {
        taken += content.length;
        return [{ kind: "fence", content }];
      }
      const { data, whole } = fitted(text.toWellFormed());
      const last = files.at(-1);
      if (last && files.length === LIMITS.message.files) {
        last.data = `${last.data}\n\n${data}`;
        return linesOf("note", `In ${last.name} as well`).map((line) => ({
          kind: "text",
          lines: [line],
        }));
      }
      const name = fresh(file, files);
      files.push({ name, data });
      const told = whole ? [] : linesOf("note", `Only the beginning fits in ${name}`);
      return [
        { kind: "file", name },
        ...told.map((line) => ({ kind: "text" as const, lines: [line] })),
      ];
    },
  };
}

/** The text between fences, which backticks of its own can't end; empty when nothing of it can be seen. */
function fenced(text: string): string {
  const lines = text.toWellFormed().replace(/\r\n?/g, "\n").split("\n");
  const plain = lines.map((line) => literal(line).trimEnd()).join("\n");
  const body = plain.replace(/^\n+|\n+$/g, "").replace(/`(?=`)/g, `\`${UNSEEN}`);
  return body.trim() === "" ? "" : `\`\`\`\n${body}\n\`\`\``;
}

/** A line as it is but for what can't be seen: its blanks are part of what is copied. */
function literal(line: string): string {
  return line
    .split(/(\s+)/)
    .map((piece, i) => (i % 2 ? piece.replace(/[^ \t]/g, " ") : clean(piece)))
    .join("");
}

/** As much as one attachment holds, ended at a line. */
function fitted(text: string): { data: string; whole: boolean } {
  const bytes = Buffer.from(text);
  if (bytes.length <= LIMITS.message.fileBytes) return { data: text, whole: true };
  const start = bytes
    .subarray(0, LIMITS.message.fileBytes)
    .toString()
    .replace(/\uFFFD$/, "");
  return { data: start.slice(0, start.lastIndexOf("\n") + 1) || start, whole: false };
}

/** A name that Discord keeps as it is and that no other file of the message has. */
function fresh(file: string | undefined, files: readonly Attached[]): string {
  const plain = (file ?? PLAIN_NAME).replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^[._]+/, "");
  const [, stem = "", extension = ""] = /^(.*?)(\.[A-Za-z0-9]{1,10})?$/.exec(plain) ?? [];
  const base = (stem || "text").slice(0, LIMITS.fileName - 20);
  for (let n = 1; ; n += 1) {
    const name = `${base}${n > 1 ? `-${n}` : ""}${extension || ".txt"}`;
    if (!files.some((one) => one.name === name)) return name;
  }
}
