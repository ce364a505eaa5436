/** An object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether this is an object with fields: no list, no null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whatever is under this name. */
export function valueIn(owner: unknown, name: string): unknown {
  return isFields(owner) ? owner[name] : undefined;
}

/** The object under this name; empty when there is none. */
export function fieldsIn(owner: unknown, name: string): Fields {
  const value = valueIn(owner, name);
  return isFields(value) ? value : {};
}

/** The string under this name; undefined when there is none. */
export function textIn(owner: unknown, name: string): string | undefined {
  const value = valueIn(owner, name);
  return typeof value === "string" ? value : undefined;
}

/** The list under this name; empty when there is none. */
export function listIn(owner: unknown, name: string): readonly unknown[] {
  const value = valueIn(owner, name);
  return Array.isArray(value) ? value : [];
}

/** Whether the flag under this name is on; forms send it as text. */
export function flagIn(owner: unknown, name: string): boolean {
  const value = valueIn(owner, name);
  return value === true || value === "true" || value === "1" || value === 1;
}

/** The same object without the fields that are undefined, as JSON would send it. */
export function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
