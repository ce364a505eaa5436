import { type Json, list, record, text } from "../json.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";
import { schemeProblems } from "./urls.ts";

/** What is wrong with the embeds of a message beyond what the specification says. */
export function embedProblems(embeds: readonly Json[]): readonly Problem[] {
  const total = embeds.reduce((sum, embed) => sum + textOf(embed), 0);
  return [
    ...(total > LIMITS.embedText
      ? [problem(["embeds"], "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")]
      : []),
    ...embeds.flatMap((embed, index) => oneEmbed(embed, ["embeds", index])),
  ];
}

function textOf(embed: Json): number {
  const fields = list(embed.fields).map(record);
  const parts = [
    embed.title,
    embed.description,
    record(embed.footer).text,
    record(embed.author).name,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
  return parts.reduce<number>((sum, part) => sum + text(part).length, 0);
}

function oneEmbed(embed: Json, path: readonly (string | number)[]): readonly Problem[] {
  const shown = ["title", "description", "fields", "image", "thumbnail", "author", "footer"];
  const bare = !shown.some((key) =>
    Array.isArray(embed[key]) ? list(embed[key]).length : embed[key],
  );
  return [
    ...(bare ? [problem(path, "BASE_TYPE_REQUIRED", "An embed must show something.")] : []),
    ...list(embed.fields).flatMap((field, index) =>
      ["name", "value"].flatMap((key) =>
        text(record(field)[key]).trim()
          ? []
          : [
              problem(
                [...path, "fields", index, key],
                "BASE_TYPE_REQUIRED",
                "This field is required",
              ),
            ],
      ),
    ),
    ...schemeProblems([...path, "url"], embed.url, ["http", "https"]),
    ...["image", "thumbnail"].flatMap((key) =>
      schemeProblems([...path, key, "url"], record(embed[key]).url, [
        "http",
        "https",
        "attachment",
      ]),
    ),
  ];
}
