import { UpdateThreadRequestPartialSchema } from "discord-api-spec/zod";
import { failed } from "../failure.ts";
import { record } from "../json.ts";
import { refuse } from "../lint/problem.ts";
import { schemaProblems } from "../lint/schema.ts";
import { channelPayload } from "../world/wire.ts";
import { channelOf, may, need } from "./reach.ts";
import { ok, route } from "./route.ts";

/** Channels and threads themselves. */
export const CHANNELS = [
  route("GET /channels/:channel", (call, core) => ok(channelPayload(channelOf(call, core)))),
  route("PATCH /channels/:channel", (call, core) => {
    const channel = channelOf(call, core);
    const { thread } = channel;
    if (!thread) throw failed(50024);
    refuse(schemaProblems(UpdateThreadRequestPartialSchema, call.body));
    const { archived, locked, name } = record(call.body);
    const owner = thread.ownerId === core.world.bot.id;
    if (locked !== undefined || (!owner && archived !== false))
      need(channel, core, "ManageThreads");
    if (thread.locked && !may(channel, core, "ManageThreads")) throw failed(50083);
    if (typeof name === "string") channel.name = name;
    channel.archive({
      ...(typeof archived === "boolean" ? { archived } : {}),
      ...(typeof locked === "boolean" ? { locked } : {}),
    });
    return ok(channelPayload(channel));
  }),
  route("PUT /channels/:channel/thread-members/@me", (call, core) => {
    if (!channelOf(call, core).thread) throw failed(50024);
    return { status: 204 };
  }),
  route("POST /channels/:channel/typing", (call, core) => {
    need(channelOf(call, core), core, "SendMessages");
    return { status: 204 };
  }),
];
