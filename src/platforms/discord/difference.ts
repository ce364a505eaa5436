/**
 * What differs between the commands that Discord has and those wanted, as lines for people: `+` for what
 * would come, `-` for what would go. What Discord adds by itself (ids, versions, defaults) is no difference.
 */
export function difference(has: readonly unknown[], wanted: readonly unknown[]): readonly string[] {
  // A server's own commands take no such fields, but Discord may tell them all the same.
  const fields = OURS.filter(
    (field) => !GLOBAL.has(field) || wanted.some((one) => field in (one as object)),
  );
  const before = new Set(has.flatMap((one) => factsOf(one, [], fields)));
  const after = new Set(wanted.flatMap((one) => factsOf(one, [], fields)));
  return [
    ...[...before].filter((fact) => !after.has(fact)).map((fact) => `- ${fact}`),
    ...[...after].filter((fact) => !before.has(fact)).map((fact) => `+ ${fact}`),
  ];
}

/** The fields that we send; every other field of a command is Discord's own. */
const OURS = [
  "type",
  "description",
  "name_localizations",
  "description_localizations",
  "required",
  "choices",
  "channel_types",
  "min_value",
  "max_value",
  "max_length",
  "autocomplete",
  "contexts",
  "integration_types",
] as const;

/** Fields that only global commands have. */
const GLOBAL: ReadonlySet<string> = new Set(["contexts", "integration_types"]);

/** One fact a line: `papers › search › query: required true`. The order of options and choices is a fact too. */
function factsOf(
  of: unknown,
  above: readonly string[],
  fields: readonly string[],
): readonly string[] {
  const command = of as { readonly name?: unknown; readonly options?: unknown } & Readonly<
    Record<string, unknown>
  >;
  const path = [...above, `${command.name}`];
  const options = Array.isArray(command.options) ? command.options : [];
  const facts = fields.flatMap((field) => {
    const value = plain(command[field]);
    return value === undefined ? [] : [`${field} ${JSON.stringify(value)}`];
  });
  const order = options.map((one: { name?: unknown }) => one.name).join(", ");
  if (order) facts.push(`options ${order}`);
  return [
    ...facts.map((fact) => `${path.join(" › ")}: ${fact}`),
    ...options.flatMap((one: unknown) => factsOf(one, path, fields)),
  ];
}

/** A value with its keys in one order and without what means nothing: null, false, and empty texts, lists and objects. */
function plain(value: unknown): unknown {
  if (value === null || value === false || value === "") return undefined;
  if (Array.isArray(value)) {
    const items = value.map(plain).filter((item) => item !== undefined);
    if (items.length === 0) return undefined;
    return items.every((item) => typeof item === "number")
      ? items.toSorted((a, b) => a - b)
      : items;
  }
  if (typeof value !== "object" || value === undefined) return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, plain(item)] as const)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => a.localeCompare(b));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
