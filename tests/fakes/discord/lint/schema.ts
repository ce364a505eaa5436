import type { Issue, Schema } from "discord-api-spec/zod";
import { type Json, record } from "../json.ts";
import { type Problem, problem } from "./problem.ts";

/** Keys that discord.js sends, and Discord takes or reads past, though its specification has them not. */
const READ_PAST = new Set(["tts", "enforce_nonce", "nonce", "nsfw", "animated"]);

/**
 * What Discord's published specification finds wrong with a body. Unlike Discord, which reads past
 * keys it does not know, this says where they are: they are typing mistakes. Those that
 * `alsoReadPast` names at the top are not: discord.js sends them.
 */
export function schemaProblems(
  schema: Schema,
  body: unknown,
  alsoReadPast: readonly string[] = [],
): readonly Problem[] {
  const result = schema.safeParse(body, { reportInput: true });
  return result.success
    ? unknownKeys(body, result.data, []).filter(({ path }) => !alsoReadPast.includes(String(path)))
    : result.error.issues.flatMap((issue) => fromIssue(issue, []));
}

function fromIssue(issue: Issue, above: readonly (string | number)[]): readonly Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors?.length) {
    return nearest(issue.errors).flatMap((inner) => fromIssue(inner, path));
  }
  const [code, message] = inDiscordsWords(issue);
  return [problem(path, code, message)];
}

/** The member of a union that was meant: one whose `type` fits, if any, and has least to say. */
function nearest(members: readonly (readonly Issue[])[]): readonly Issue[] {
  const rank = (issues: readonly Issue[]) =>
    (issues.some(({ path }) => path.length === 0 || path.join() === "type") ? 1_000 : 0) +
    issues.length;
  return members.toSorted((one, other) => rank(one) - rank(other))[0] ?? [];
}

function inDiscordsWords(issue: Issue): readonly [string, string] {
  if (issue.input === undefined && issue.code !== "invalid_format") {
    return ["BASE_TYPE_REQUIRED", "This field is required"];
  }
  if (issue.code === "too_big" && issue.origin !== "number") {
    return ["BASE_TYPE_BAD_LENGTH", `Must be ${issue.maximum} or fewer in length.`];
  }
  if (issue.code === "too_small" && issue.origin !== "number") {
    return issue.origin === "string" && issue.input === ""
      ? ["BASE_TYPE_REQUIRED", "This field is required"]
      : ["BASE_TYPE_BAD_LENGTH", `Must be at least ${issue.minimum} in length.`];
  }
  if (issue.code === "too_big") {
    return ["NUMBER_TYPE_MAX", `int value should be less than or equal to ${issue.maximum}.`];
  }
  if (issue.code === "too_small") {
    return ["NUMBER_TYPE_MIN", `int value should be greater than or equal to ${issue.minimum}.`];
  }
  if (issue.format === "url") return ["URL_TYPE_INVALID_URL", "Not a well formed URL."];
  if (issue.code === "invalid_value") {
    return ["BASE_TYPE_CHOICES", `Value must be one of {${(issue.values ?? []).join(", ")}}.`];
  }
  return ["BASE_TYPE_INVALID", issue.expected ? `Must be ${issue.expected}.` : issue.message];
}

function unknownKeys(
  given: unknown,
  known: unknown,
  path: readonly (string | number)[],
): readonly Problem[] {
  if (Array.isArray(given) && Array.isArray(known)) {
    return given.flatMap((item, index) => unknownKeys(item, known[index], [...path, index]));
  }
  if (typeof given !== "object" || given === null) return [];
  const kept: Json = record(known);
  return Object.entries(given).flatMap(([key, value]) => {
    if (key in kept) return unknownKeys(value, kept[key], [...path, key]);
    if (value === undefined || READ_PAST.has(key)) return [];
    return [problem([...path, key], "UNKNOWN_KEY", "Discord knows no such key here.")];
  });
}
