import type { Workspace } from "./workspace.ts";

/** The workspace that the stranger of a furnished one comes from. */
const ELSEWHERE = "T0ELSEWHERE";

/**
 * Puts the usual people and channels into a workspace.
 *
 * | person | role |
 * |---|---|
 * | olga | primary owner |
 * | adam | admin |
 * | ada, ben | members |
 * | gus | guest |
 * | solo | guest of one channel |
 * | stranger | member of another workspace, here through #shared |
 *
 * | channel | kind |
 * |---|---|
 * | papers, general | public, the bot is in |
 * | random | public, the bot is not |
 * | team | private, the bot is in |
 * | secret | private, the bot is not |
 * | shared | public, shared with another workspace, the bot is in |
 * | old | public, archived, the bot is in |
 */
export function furnish(workspace: Workspace): Workspace {
  const { addUser, addChannel } = workspace;
  addUser({ name: "olga", role: "owner" });
  addUser({ name: "adam", role: "admin" });
  addUser({ name: "ada" });
  addUser({ name: "ben", zone: "America/New_York" });
  addUser({ name: "gus", role: "guest" });
  addUser({ name: "solo", role: "solo" });
  addUser({ name: "stranger", team: ELSEWHERE });
  const home = ["bot", "olga", "adam", "ada", "ben"];
  addChannel({ name: "papers", members: [...home, "gus", "solo"] });
  addChannel({ name: "general", members: [...home, "gus"] });
  addChannel({ name: "random", members: ["olga", "ada", "ben"] });
  addChannel({ name: "team", kind: "private", members: ["bot", "ada", "adam"] });
  addChannel({ name: "secret", kind: "private", members: ["ada", "olga"] });
  addChannel({ name: "shared", members: [...home, "stranger"], sharedWith: [ELSEWHERE] });
  addChannel({ name: "old", members: home, archived: true });
  return workspace;
}
