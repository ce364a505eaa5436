import { type Json, list, record } from "../json.ts";
import { type Problem, problem } from "./problem.ts";

/** A web address in a body, with where it stands. */
export type Found = { readonly path: readonly (string | number)[]; readonly url: string };

/** Every `url` member in the embeds and components of a message. */
export function urlsOf(body: Json): readonly Found[] {
  return [...collect(body.embeds, ["embeds"]), ...collect(body.components, ["components"])];
}

/** Says if a web address is not of one of these schemes; nothing of what is no address at all. */
export function schemeProblems(
  path: readonly (string | number)[],
  url: unknown,
  schemes: readonly string[],
): readonly Problem[] {
  const scheme = typeof url === "string" ? /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1] : undefined;
  if (!scheme || schemes.includes(scheme.toLowerCase())) return [];
  const allowed = schemes.map((one) => `'${one}'`).join(", ");
  return [
    problem(
      path,
      "URL_TYPE_INVALID_SCHEME",
      `Scheme "${scheme}" is not supported. Scheme must be one of (${allowed}).`,
    ),
  ];
}

function collect(value: unknown, path: readonly (string | number)[]): readonly Found[] {
  if (Array.isArray(value)) {
    return list(value).flatMap((item, index) => collect(item, [...path, index]));
  }
  return Object.entries(record(value)).flatMap(([key, inner]) =>
    key === "url" && typeof inner === "string"
      ? [{ path: [...path, key], url: inner }]
      : collect(inner, [...path, key]),
  );
}
