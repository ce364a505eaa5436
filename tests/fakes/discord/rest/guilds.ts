import { failed } from "../failure.ts";
import { channelPayload, guildFacts, memberPayload, rolePayload } from "../world/wire.ts";
import { guildOf } from "./reach.ts";
import { ok, route } from "./route.ts";

/** Servers as the bot reads them. */
export const GUILDS = [
  route("GET /guilds/:guild", (call, core) => ok(guildFacts(guildOf(call, core)))),
  route("GET /guilds/:guild/channels", (call, core) =>
    ok(guildOf(call, core).channels.map(channelPayload)),
  ),
  route("GET /guilds/:guild/roles", (call, core) =>
    ok([...guildOf(call, core).roles.values()].map(rolePayload)),
  ),
  route("GET /guilds/:guild/threads/active", (call, core) =>
    ok({
      threads: guildOf(call, core)
        .threads.filter(({ thread }) => !thread?.archived)
        .map(channelPayload),
      members: [],
    }),
  ),
  route("GET /guilds/:guild/members/:user", (call, core) => {
    const { user = "" } = call.params;
    const id = user === "@me" ? core.world.bot.id : user;
    const member = guildOf(call, core).members.get(id);
    if (!member) throw failed(10007);
    return ok(memberPayload(member));
  }),
];
