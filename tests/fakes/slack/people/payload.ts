import type { Backstage } from "../backstage.ts";
import type { Fields } from "../fields.ts";
import type { Channel, User, Workspace } from "../workspace.ts";

/** Who does something and where. */
export type Actor = {
  readonly stage: Backstage;
  readonly user: User;
  readonly workspace: Workspace;
  readonly channel: Channel;
};

/** Whether the app is installed for the whole organisation that this workspace belongs to. */
export function orgWide(stage: Backstage, workspace: Workspace): boolean {
  return stage.tokens.bot(workspace)?.enterprise !== undefined;
}

/** What every interaction says of its person, workspace and app. */
export function interaction({ stage, user, workspace }: Actor): Fields {
  const { enterprise } = workspace;
  return {
    token: stage.app.verificationToken,
    api_app_id: stage.app.id,
    team: {
      id: workspace.id,
      domain: workspace.domain,
      ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    },
    enterprise: enterprise ?? null,
    is_enterprise_install: orgWide(stage, workspace),
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team },
  };
}

/** A channel as interactions name it. */
export function named({ id, name, kind }: Channel): Fields {
  return { id, name: kind === "im" ? "directmessage" : name };
}
