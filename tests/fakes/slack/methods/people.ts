import { ApiError } from "../api-error.ts";
import { type Fields, textIn } from "../fields.ts";
import type { User } from "../workspace.ts";
import { type Method, type Request, userOf } from "./method.ts";

/** Who somebody is and what they may do. */
export const userInfo: Method = {
  token: "bot",
  scopes: ["users:read"],
  tier: 4,
  run: (request) => ({ user: describe(request, userOf(request)) }),
};

/** What a workspace is called. */
export const teamInfo: Method = {
  token: "bot",
  scopes: ["team:read"],
  tier: 3,
  run: ({ workspace: { id, name, domain, enterprise } }) => ({
    team: {
      id,
      name,
      domain,
      ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    },
  }),
};

/** Which app a bot belongs to. */
export const botInfo: Method = {
  token: "bot",
  scopes: ["users:read"],
  tier: 3,
  run({ stage, args, workspace }) {
    if ((textIn(args, "bot") ?? workspace.botId) !== workspace.botId)
      throw new ApiError("bot_not_found");
    return {
      bot: {
        id: workspace.botId,
        app_id: stage.app.id,
        user_id: workspace.botUser,
        name: stage.app.name,
        deleted: false,
      },
    };
  },
};

function describe({ workspace }: Request, { id, name, role, team, zone }: User): Fields {
  const stranger = team !== workspace.id;
  return {
    id,
    team_id: team,
    name,
    real_name: name,
    deleted: false,
    tz: zone,
    profile: { display_name: name, real_name: name },
    is_bot: role === "bot",
    is_app_user: false,
    // Slack leaves these out for people of other workspaces.
    ...(!stranger && {
      is_admin: role === "admin" || role === "owner",
      is_owner: role === "owner",
      is_primary_owner: role === "owner",
      is_restricted: role === "guest" || role === "solo",
      is_ultra_restricted: role === "solo",
    }),
    ...(stranger && { is_stranger: true }),
  };
}
