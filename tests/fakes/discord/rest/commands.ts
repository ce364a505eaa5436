import { ApplicationCommandUpdateRequestSchema } from "discord-api-spec/zod";
import type { Core } from "../core.ts";
import { failed } from "../failure.ts";
import { type Json, list, record } from "../json.ts";
import { asSpecified, commandProblems } from "../lint/commands.ts";
import { problem, refuse } from "../lint/problem.ts";
import { schemaProblems } from "../lint/schema.ts";
import { guildOf } from "./reach.ts";
import { type Call, ok, route } from "./route.ts";

/** Registration of commands. Without `with_localizations` GET leaves the localizations out. */
export const COMMANDS = [
  route("GET /applications/:application/commands", (call, core) => {
    own(call, core);
    return ok(core.commands.list().map((one) => localizedOrNot(one, call)));
  }),
  route("PUT /applications/:application/commands", (call, core) => {
    own(call, core);
    return ok(core.commands.overwrite(checked(call.body)));
  }),
  route("GET /applications/:application/guilds/:guild/commands", (call, core) => {
    own(call, core);
    const { id } = member(call, core);
    return ok(core.commands.list(id).map((one) => localizedOrNot(one, call)));
  }),
  route("PUT /applications/:application/guilds/:guild/commands", (call, core) => {
    own(call, core);
    const { id } = member(call, core);
    return ok(core.commands.overwrite(checked(call.body), id));
  }),
];

function own(call: Call, core: Core): void {
  if (call.params.application !== core.applicationId) throw failed(10002);
}

/** Discord answers "Missing Access" here where the bot is not. */
function member(call: Call, core: Core) {
  try {
    return guildOf(call, core);
  } catch {
    throw failed(50001);
  }
}

function checked(body: unknown): readonly Json[] {
  if (!Array.isArray(body))
    refuse([problem([], "LIST_TYPE_CONVERT", "Only iterables may be used.")]);
  const commands = list(body).map(record);
  refuse([
    ...commands.flatMap((command, index) =>
      schemaProblems(ApplicationCommandUpdateRequestSchema, asSpecified(command)).map((one) => ({
        ...one,
        path: [index, ...one.path],
      })),
    ),
    ...commandProblems(commands),
  ]);
  return commands;
}

function localizedOrNot(command: Json, call: Call): Json {
  return call.query.get("with_localizations") === "true" ? command : record(bare(command));
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key.endsWith("_localizations") ? [] : [[key, bare(inner)]],
    ),
  );
}
