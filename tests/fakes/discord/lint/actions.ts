import { ButtonStyle, ComponentType } from "discord.js";
import { type Json, list, record, text, whole } from "../json.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";
import { schemeProblems } from "./urls.ts";

type Path = readonly (string | number)[];

/** What is wrong with a row, a button or a select beyond what the specification says. */
export function actionProblems(component: Json, path: Path): readonly Problem[] {
  switch (component.type) {
    case ComponentType.ActionRow:
      return rowProblems(component, path);
    case ComponentType.Button:
      return buttonProblems(component, path);
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return selectProblems(component, path);
    default:
      return [];
  }
}

function rowProblems(row: Json, path: Path): readonly Problem[] {
  const inside = list(row.components).map(record);
  const buttons = inside.filter(({ type }) => type === ComponentType.Button).length;
  const width = buttons + (inside.length - buttons) * LIMITS.buttonsInRow;
  return width > LIMITS.buttonsInRow
    ? [
        problem(
          [...path, "components"],
          "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
          "The specified component exceeds the maximum width",
        ),
      ]
    : [];
}

function buttonProblems(button: Json, path: Path): readonly Problem[] {
  const { style } = button;
  const required = (key: string) => [
    problem([...path, key], "BASE_TYPE_REQUIRED", "This field is required"),
  ];
  const foreign = (key: string, code: string, message: string) =>
    button[key] ? [problem([...path, key], code, message)] : [];
  if (style === ButtonStyle.Premium) {
    return [
      ...(button.sku_id ? [] : required("sku_id")),
      ...["custom_id", "label", "url", "emoji"].flatMap((key) =>
        foreign(key, "BUTTON_COMPONENT_PREMIUM", `A premium button cannot have ${key}`),
      ),
    ];
  }
  const named = text(button.label).trim() || button.emoji;
  const link = style === ButtonStyle.Link;
  return [
    ...(named ? [] : required("label")),
    ...(link && !button.url ? required("url") : []),
    ...(link || button.custom_id ? [] : required("custom_id")),
    ...(link && button.url
      ? foreign(
          "custom_id",
          "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
          "A custom id and url cannot both be specified",
        )
      : []),
    ...(link ? [] : foreign("url", "BUTTON_COMPONENT_INVALID_STYLE", "Only a link has a url")),
    ...schemeProblems([...path, "url"], button.url, ["http", "https", "discord"]),
    ...emojiProblems(button.emoji, [...path, "emoji"]),
  ];
}

/** An emoji of Discord's own has an id; any other must be an emoji of Unicode. */
const EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)$/v;

function emojiProblems(emoji: unknown, path: Path): readonly Problem[] {
  const { id, name } = record(emoji);
  return emoji && !id && !EMOJI.test(text(name))
    ? [problem([...path, "name"], "COMPONENT_INVALID_EMOJI", "Invalid emoji")]
    : [];
}

function selectProblems(select: Json, path: Path): readonly Problem[] {
  const options = list(select.options).map(record);
  const most = whole(select.max_values ?? 1);
  const chosen = options.filter(({ default: on }) => on === true).length;
  const values = options.map(({ value }) => value);
  return [
    ...(whole(select.min_values ?? 1) > most
      ? [problem([...path, "min_values"], "BASE_TYPE_MAX", "Must not be above max_values.")]
      : []),
    ...(chosen > most
      ? [
          problem(
            [...path, "options"],
            "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
            "More options are chosen by default than max_values allows",
          ),
        ]
      : []),
    ...options.flatMap(({ value, label, emoji }, index) => [
      ...emojiProblems(emoji, [...path, "options", index, "emoji"]),
      ...(values.indexOf(value) < index
        ? [
            problem(
              [...path, "options", index, "value"],
              "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
              "The specified option value is already used",
            ),
          ]
        : []),
      ...(text(label).trim()
        ? []
        : [
            problem(
              [...path, "options", index, "label"],
              "BASE_TYPE_REQUIRED",
              "This field is required",
            ),
          ]),
    ]),
  ];
}
