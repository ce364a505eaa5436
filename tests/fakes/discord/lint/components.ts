import { ComponentType } from "discord.js";
import { type Json, list, record, text } from "../json.ts";
import { actionProblems } from "./actions.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";
import { schemeProblems } from "./urls.ts";

/** A component with where it stands. */
export type Placed = { readonly component: Json; readonly path: readonly (string | number)[] };

/** What is wrong with the components of a message beyond what the specification says. */
export function componentProblems(components: readonly Json[], v2: boolean): readonly Problem[] {
  const all = components.flatMap((component, index) => placed(component, ["components", index]));
  return [
    ...(v2 ? countProblems(all) : legacyProblems(components)),
    ...duplicates(all, "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ...duplicates(all, "id", "COMPONENT_ID_DUPLICATED"),
    ...all.flatMap(oneProblem),
  ];
}

/** A component and all that lie in it, in reading order. */
export function placed(component: Json, path: readonly (string | number)[]): readonly Placed[] {
  const inner = (key: string) =>
    component[key] ? placed(record(component[key]), [...path, key]) : [];
  return [
    { component, path },
    ...list(component.components).flatMap((child, index) =>
      placed(record(child), [...path, "components", index]),
    ),
    ...inner("accessory"),
    ...inner("component"),
  ];
}

/** Says which values of a key are used twice; those that are not set, or 0, do not count. */
export function duplicates(all: readonly Placed[], key: string, code: string): readonly Problem[] {
  const seen = new Set<unknown>();
  return all.flatMap(({ component, path }) => {
    const value = component[key];
    if (!value) return [];
    const known = seen.has(value);
    seen.add(value);
    const words = `Component ${key.replace("_", " ")} cannot be duplicated`;
    return known ? [problem([...path, key], code, words)] : [];
  });
}

function countProblems(all: readonly Placed[]): readonly Problem[] {
  const letters = all
    .filter(({ component }) => component.type === ComponentType.TextDisplay)
    .reduce((sum, { component }) => sum + text(component.content).length, 0);
  return [
    ...(all.length > LIMITS.components
      ? [
          problem(
            ["components"],
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            `The total number of components is ${all.length}; it cannot exceed 40.`,
          ),
        ]
      : []),
    ...(letters > LIMITS.displayText
      ? [
          problem(
            ["components"],
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            "Components displayable text size exceeds maximum size of 4000",
          ),
        ]
      : []),
  ];
}

function legacyProblems(components: readonly Json[]): readonly Problem[] {
  return [
    ...(components.length > LIMITS.rows
      ? [problem(["components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")]
      : []),
    ...components.flatMap(({ type }, index) =>
      type === ComponentType.ActionRow
        ? []
        : [
            problem(
              ["components", index, "type"],
              "UNION_TYPE_CHOICES",
              'Value of field "type" must be one of (1,).',
            ),
          ],
    ),
  ];
}

function oneProblem({ component, path }: Placed): readonly Problem[] {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return text(component.content).trim()
        ? []
        : [problem([...path, "content"], "BASE_TYPE_REQUIRED", "This field is required")];
    case ComponentType.Thumbnail:
      return media([...path, "media"], component.media, ["http", "https", "attachment"]);
    case ComponentType.MediaGallery:
      return list(component.items).flatMap((item, index) =>
        media([...path, "items", index, "media"], record(item).media, [
          "http",
          "https",
          "attachment",
        ]),
      );
    case ComponentType.File:
      return media([...path, "file"], component.file, ["attachment"]);
    default:
      return actionProblems(component, path);
  }
}

function media(
  path: readonly (string | number)[],
  value: unknown,
  schemes: readonly string[],
): readonly Problem[] {
  return schemeProblems([...path, "url"], record(value).url, schemes);
}
