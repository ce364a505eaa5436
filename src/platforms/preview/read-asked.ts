import type { Origin, Press, Say, Submit, Suggest } from "./protocol.ts";

/** Something typed; undefined when the body is none. */
export function say(body: unknown): Say | undefined {
  const { line, zone } = fieldsOf(body);
  return isText(line) && isText(zone) ? { line, zone } : undefined;
}

/** Something pressed; undefined when the body is none. */
export function press(body: unknown): Press | undefined {
  const { look, control, origin, zone } = fieldsOf(body);
  const where = originOf(origin);
  if (!isText(look) || !isObject(control) || !where || !isText(zone)) return undefined;
  return { look, control, origin: where, zone };
}

/** A form sent in; undefined when the body is none. */
export function submit(body: unknown): Submit | undefined {
  const { look, form, origin, zone } = fieldsOf(body);
  const where = originOf(origin);
  if (!isText(look) || !isObject(form) || !where || !isText(zone)) return undefined;
  return { look, form, origin: where, zone };
}

/** Something being typed into a field of a form; undefined when the body is none. */
export function suggest(body: unknown): Suggest | undefined {
  const { look, form, option, typed, zone } = fieldsOf(body);
  if (!isText(look) || !isObject(form) || !isText(option)) return undefined;
  return isText(typed) && isText(zone) ? { look, form, option, typed, zone } : undefined;
}

function originOf(value: unknown): Origin | undefined {
  const { isPrivate, isPost } = fieldsOf(value);
  if (typeof isPrivate !== "boolean" || typeof isPost !== "boolean") return undefined;
  return { isPrivate, isPost };
}

type Fields = Readonly<
  Partial<
    Record<
      | ("line" | "zone" | "look" | "control" | "origin" | "form")
      | ("option" | "typed" | "isPrivate" | "isPost"),
      unknown
    >
  >
>;

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
