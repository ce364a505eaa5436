import { ApplicationCommandOptionType } from "discord.js";
import { type Json, list, record, text } from "../json.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";

/** What is wrong with the choices offered for an option of a type; paths begin at `data`. */
export function choicesProblems(
  data: Json,
  type: ApplicationCommandOptionType,
): readonly Problem[] {
  return list(data.choices).flatMap((choice, index) => {
    const { name, value } = record(choice);
    const path = ["data", "choices", index] as const;
    return [
      ...(text(name).trim()
        ? []
        : [problem([...path, "name"], "BASE_TYPE_REQUIRED", "This field is required")]),
      ...valueProblems([...path, "value"], value, type),
    ];
  });
}

function valueProblems(
  path: readonly (string | number)[],
  value: unknown,
  type: ApplicationCommandOptionType,
): readonly Problem[] {
  if (type !== ApplicationCommandOptionType.String) {
    const fits =
      type === ApplicationCommandOptionType.Integer
        ? Number.isSafeInteger(value)
        : typeof value === "number";
    return fits ? [] : [problem(path, "NUMBER_TYPE_COERCE", "Value is not of the option's type.")];
  }
  if (typeof value !== "string") {
    return [problem(path, "STRING_TYPE_CONVERT", "Could not interpret the value as string.")];
  }
  return value.length > LIMITS.choiceValue || value === ""
    ? [problem(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")]
    : [];
}
