import { CreatePrivateChannelRequestSchema } from "discord-api-spec/zod";
import { failed } from "../failure.ts";
import { record, text } from "../json.ts";
import { refuse } from "../lint/problem.ts";
import { schemaProblems } from "../lint/schema.ts";
import { channelPayload } from "../world/wire.ts";
import { ok, route } from "./route.ts";

/** The bot itself: its gateway, its user, its application, its direct messages. */
export const ACCOUNT = [
  route("GET /gateway", (_, core) => ok({ url: core.gatewayUrl() }), "either"),
  route("GET /gateway/bot", (_, core) => {
    const { total, remaining, resetAfter, maxConcurrency } = core.gateway.starts;
    return ok({
      url: core.gatewayUrl(),
      shards: core.shards,
      session_start_limit: {
        total,
        remaining,
        reset_after: resetAfter,
        max_concurrency: maxConcurrency,
      },
    });
  }),
  route("GET /users/@me", (_, core) =>
    ok({ ...core.world.bot, verified: true, mfa_enabled: true, email: null, locale: "en-US" }),
  ),
  route("GET /applications/@me", (_, core) =>
    ok({
      id: core.applicationId,
      name: core.world.bot.username,
      icon: null,
      description: "",
      summary: "",
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: "0".repeat(64),
      team: null,
      flags: 0,
      bot: core.world.bot,
      approximate_guild_count: [...core.world.guilds.values()].filter((one) => one.installed)
        .length,
      integration_types_config: {
        0: {
          oauth2_install_params: { scopes: ["applications.commands", "bot"], permissions: "0" },
        },
        1: { oauth2_install_params: { scopes: ["applications.commands"], permissions: "0" } },
      },
    }),
  ),
  route("POST /users/@me/channels", ({ body }, core) => {
    refuse(schemaProblems(CreatePrivateChannelRequestSchema, body));
    const user = core.world.users.get(text(record(body).recipient_id));
    if (!user) throw failed(10013);
    if (user.id === core.world.bot.id) throw failed(50007);
    return ok(channelPayload(core.world.directMessages(user)));
  }),
];
