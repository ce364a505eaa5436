import { type Fields, isFields } from "../fields.ts";

/** One thing that Slack refuses; `at` is a JSON pointer from the payload's root. */
export type Fault = { readonly at: string; readonly problem: string };

/** Where faults are told. */
export type Report = (at: string, problem: string) => void;

/** Looks at one value of a payload and tells what is wrong with it. */
export type Check = (value: unknown, at: string, report: Report) => void;

/** A string of so many UTF-16 units. Slack does not say what it counts; this is the strictest reading. */
export function text(max: number, least = 1): Check {
  return (value, at, report) => {
    if (typeof value !== "string") return report(at, "must be a string");
    if (value.length < least) report(at, `must be more than ${least - 1} characters`);
    if (value.length > max) report(at, `must be less than ${max + 1} characters`);
  };
}

/** Text that a person reads: at least one character that is no white space. */
export function words(max: number): Check {
  const sized = text(max);
  return (value, at, report) => {
    sized(value, at, report);
    if (typeof value === "string" && value.length > 0 && value.trim() === "")
      report(at, "must be more than 0 characters");
  };
}

/** True or false. */
export const flag: Check = (value, at, report) => {
  if (typeof value !== "boolean") report(at, "must be a boolean");
};

/** A whole number within bounds. */
export function whole(least: number, most: number): Check {
  return (value, at, report) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
      report(at, `must be an integer from ${least} to ${most}`);
  };
}

/** One of a few values. */
export function oneOf(...values: readonly (string | number)[]): Check {
  return (value, at, report) => {
    if (!values.includes(value as string)) report(at, `must be one of: ${values.join(", ")}`);
  };
}

/** A string of this form. */
export function like(pattern: RegExp, what: string): Check {
  return (value, at, report) => {
    if (typeof value !== "string" || !pattern.test(value)) report(at, `must be ${what}`);
  };
}

/** A list of so many items, each of which passes. */
export function list(check: Check, most: number, least = 1): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report(at, "must be an array");
    if (value.length < least) report(at, `no fewer than ${least} items allowed`);
    if (value.length > most) report(at, `no more than ${most} items allowed`);
    for (const [index, item] of value.entries()) check(item, `${at}/${index}`, report);
  };
}

/** A web address, absolute, with one of these schemes. */
export function address(max = 3000, schemes: readonly string[] = ["http:", "https:"]): Check {
  const sized = text(max);
  return (value, at, report) => {
    sized(value, at, report);
    if (typeof value !== "string" || value === "") return;
    const url = /\s/.test(value) ? undefined : URL.parse(value);
    if (!url || !schemes.includes(url.protocol)) report(at, "must be a valid URL");
  };
}

/** An object with exactly these fields, the needed ones present; `more` looks at how they fit together. */
export function shape(
  fields: Readonly<Record<string, Check>>,
  needed: readonly string[] = [],
  more?: (value: Fields, at: string, report: Report) => void,
): Check {
  return (value, at, report) => {
    if (!isFields(value)) return report(at, "must be an object");
    for (const name of needed)
      if (value[name] === undefined) report(at, `missing required field: ${name}`);
    for (const [name, field] of Object.entries(value)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!check) report(at, `invalid additional property: ${name}`);
      else if (field !== undefined) check(field, `${at}/${name}`, report);
    }
    more?.(value, at, report);
  };
}

/** Of these fields one is there, and one only. */
export function exactlyOne(...names: readonly string[]) {
  return (value: Fields, at: string, report: Report): void => {
    if (names.filter((name) => value[name] !== undefined).length !== 1)
      report(at, `must provide either ${names.join(" or ")}`);
  };
}

/** An object that names its own kind in `type`; a kind that is not in the table is refused. */
export function byType(table: Readonly<Record<string, Check>>): Check {
  return (value, at, report) => {
    if (!isFields(value)) return report(at, "must be an object");
    const { type } = value;
    if (type === undefined) return report(at, "missing required field: type");
    const check = typeof type === "string" && Object.hasOwn(table, type) ? table[type] : undefined;
    if (!check) return report(`${at}/type`, `unsupported type: ${String(type)}`);
    check(value, at, report);
  };
}

/** All that a check finds in a value. */
export function faultsOf(check: Check, value: unknown, at: string): readonly Fault[] {
  const faults: Fault[] = [];
  check(value, at, (where, problem) => faults.push({ at: where, problem }));
  return faults;
}
