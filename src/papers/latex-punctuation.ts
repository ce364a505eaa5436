/** What is shown for a stretch of a text, and where the next one begins. */
export type Step = { readonly shown: string; readonly next: number };

/** TeX's punctuation at a place in a text: ties, quotes and dashes; any other sign as it is. */
export function readPunctuation(text: string, at: number): Step {
  if (text.startsWith("``", at)) return { shown: "“", next: at + 2 };
  if (text.startsWith("''", at)) return { shown: "”", next: at + 2 };
  if (text[at] === "-") return readDash(text, at);
  // A tie stands between two words; before a number "~" means "about".
  const isTie =
    text[at] === "~" &&
    /[\p{L}\p{N}.,)]/u.test(text[at - 1] ?? "") &&
    /\S/.test(text[at + 1] ?? "");
  return { shown: isTie ? " " : (text[at] ?? ""), next: at + 1 };
}

/** Two hyphens are an en dash and three an em dash, between spaces or words; `--flag` and longer rules stay. */
function readDash(text: string, at: number): Step {
  const run = /^-{1,8}/.exec(text.slice(at, at + 8))?.[0] ?? "-";
  const before = text[at - 1] ?? " ";
  const after = text[at + run.length] ?? " ";
  const flag = /\s/.test(before) && /\S/.test(after);
  const stays = run.length === 1 || run.length > 3 || flag;
  return { shown: stays ? run : run.length === 2 ? "–" : "—", next: at + run.length };
}
