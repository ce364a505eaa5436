import { type Json, list, record } from "../json.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";

/** What is wrong with the fixed choices of a command's option beyond what the specification says. */
export function choiceProblems(
  option: Json,
  path: readonly (string | number)[],
): readonly Problem[] {
  const choices = list(option.choices).map(record);
  const names = choices.map(({ name }) => name);
  return [
    ...(option.autocomplete === true && choices.length > 0
      ? [
          problem(
            [...path, "autocomplete"],
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
            "Choices and autocomplete exclude each other",
          ),
        ]
      : []),
    ...choices.flatMap(({ name, value }, index) => [
      ...(typeof value === "string" && (value.length > LIMITS.choiceValue || value === "")
        ? [
            problem(
              [...path, "choices", index, "value"],
              "BASE_TYPE_BAD_LENGTH",
              "Must be between 1 and 100 in length.",
            ),
          ]
        : []),
      ...(names.indexOf(name) < index
        ? [
            problem(
              [...path, "choices", index, "name"],
              "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
              "Choice names must be unique",
            ),
          ]
        : []),
    ]),
  ];
}
