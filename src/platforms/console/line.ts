/** A whole argument of the form name:value whose value has blanks in it; `https://…` and `A title: more` are not. */
const NAMED = /^([\p{L}][\p{L}\p{N}_-]*):((?!\/\/)[^\s"][\s\S]*)$/u;

/**
 * The line that a shell's arguments stood for: the shell has eaten the quotes of author:"Ada Lovelace",
 * and they are put back so that the name is one value. An argument with no name stays as it is: whole
 * lines and quoted phrases are welcome. `--help` and `-h` ask for help, as they do elsewhere.
 */
export function lineOf(args: readonly string[]): string {
  if (/^(?:--help|-h)$/.test(args[0] ?? "")) return "help";
  return args.map(quoted).join(" ").replace(/\s+/g, " ").trim();
}

function quoted(argument: string): string {
  const [, name, value = ""] = NAMED.exec(argument) ?? [];
  if (name === undefined || !/\s/.test(value)) return argument;
  return `${name}:"${value.replace(/[“”„]/g, '"').replace(/[\\"]/g, "\\$&")}"`;
}
