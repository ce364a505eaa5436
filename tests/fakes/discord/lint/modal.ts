import { ComponentType } from "discord.js";
import { type Json, list, record, text, whole } from "../json.ts";
import { actionProblems } from "./actions.ts";
import { duplicates, type Placed, placed } from "./components.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";

/** What is wrong with the data of a modal beyond what the specification says; paths begin at `data`. */
export function modalProblems(data: Json): readonly Problem[] {
  const parts = list(data.components).map(record);
  const all = parts.flatMap((part, index) => placed(part, ["data", "components", index]));
  return [
    ...(text(data.title).trim()
      ? []
      : [problem(["data", "title"], "BASE_TYPE_REQUIRED", "This field is required")]),
    ...(parts.length > LIMITS.modalParts
      ? [
          problem(
            ["data", "components"],
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
          ),
        ]
      : []),
    ...duplicates(all, "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ...duplicates(all, "id", "COMPONENT_ID_DUPLICATED"),
    ...parts.flatMap((part, index) => rowProblems(part, ["data", "components", index])),
    ...all.flatMap(fieldProblems),
    ...all.flatMap(({ component, path }) => actionProblems(component, path)),
  ];
}

function rowProblems(part: Json, path: readonly (string | number)[]): readonly Problem[] {
  const inside = list(part.components).map(record);
  if (part.type !== ComponentType.ActionRow) return [];
  return inside.flatMap((input, index) =>
    text(input.label).trim()
      ? []
      : [
          problem(
            [...path, "components", index, "label"],
            "BASE_TYPE_REQUIRED",
            "This field is required",
          ),
        ],
  );
}

function fieldProblems({ component, path }: Placed): readonly Problem[] {
  const inLabel = path.at(-1) === "component";
  const optional = component.required === false;
  return [
    ...("disabled" in component
      ? [problem([...path, "disabled"], "COMPONENT_DISABLED", "Nothing is disabled in a modal")]
      : []),
    ...(component.min_values === 0 && !optional
      ? [
          problem(
            [...path, "min_values"],
            "NUMBER_TYPE_MIN",
            "Must be at least 1, or left out, where an answer is required.",
          ),
        ]
      : []),
    ...(component.type === ComponentType.TextInput ? inputProblems(component, path, inLabel) : []),
  ];
}

function inputProblems(
  input: Json,
  path: readonly (string | number)[],
  inLabel: boolean,
): readonly Problem[] {
  const least = whole(input.min_length);
  const most = whole(input.max_length ?? 4_000);
  const { length } = text(input.value);
  const lengthProblem = (message: string) => [
    problem([...path, "value"], "BASE_TYPE_BAD_LENGTH", message),
  ];
  return [
    ...(inLabel && input.label
      ? [problem([...path, "label"], "TEXT_INPUT_LABEL", "The label stands in the Label around it")]
      : []),
    ...(least > most
      ? [problem([...path, "min_length"], "BASE_TYPE_MAX", "Must not be above max_length.")]
      : []),
    ...(length > most ? lengthProblem(`Must be ${most} or fewer in length.`) : []),
    ...(length > 0 && length < least ? lengthProblem(`Must be at least ${least} in length.`) : []),
  ];
}
