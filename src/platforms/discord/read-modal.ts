import type { Value, Values } from "#chat";

/**
 * The answers of a submitted modal by option name, as they were given; what was left empty or taken
 * back is absent. Takes `data.components` of Discord's own JSON, or the `components` that discord.js makes of it.
 */
export function readModal(components: readonly unknown[]): Values {
  return Object.fromEntries(components.flatMap(answersIn));
}

function answersIn(part: unknown): readonly (readonly [string, Value])[] {
  const { component, components } = fieldsOf(part);
  // A label holds one component; rows of several are what Discord used before there were labels.
  const inner: readonly unknown[] = Array.isArray(components) ? components : [component];
  return inner.flatMap((one) => {
    const fields = fieldsOf(one);
    const name = fields.custom_id ?? fields.customId;
    const value = answerOf(fields);
    return typeof name === "string" && value !== undefined ? [[name, value] as const] : [];
  });
}

function answerOf({ value, values }: Fields): Value | undefined {
  const given: unknown = Array.isArray(values) ? values[0] : value;
  if (typeof given === "boolean") return given;
  return typeof given === "string" && given.trim() !== "" ? given : undefined;
}

/** What of a part is read, under the names of both shapes. */
type Fields = Readonly<
  Partial<
    Record<"component" | "components" | "custom_id" | "customId" | "value" | "values", unknown>
  >
>;

function fieldsOf(part: unknown): Fields {
  return typeof part === "object" && part !== null ? part : {};
}
