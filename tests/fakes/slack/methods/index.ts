import * as auth from "./auth.ts";
import * as chat from "./chat.ts";
import * as conversations from "./conversations.ts";
import * as files from "./files.ts";
import * as later from "./later.ts";
import type { Method } from "./method.ts";
import * as people from "./people.ts";
import { unfurl } from "./unfurl.ts";
import * as views from "./views.ts";

/** The methods of the Web API that this Slack has. */
export const METHODS: Readonly<Record<string, Method>> = {
  "apps.connections.open": auth.openConnection,
  "apps.uninstall": auth.uninstall,
  "auth.revoke": auth.revoke,
  "auth.test": auth.test,
  "bots.info": people.botInfo,
  "chat.delete": chat.remove,
  "chat.deleteScheduledMessage": later.deleteScheduledMessage,
  "chat.getPermalink": chat.permalink,
  "chat.postEphemeral": chat.postEphemeral,
  "chat.postMessage": chat.postMessage,
  "chat.scheduleMessage": later.scheduleMessage,
  "chat.unfurl": unfurl,
  "chat.update": chat.update,
  "conversations.history": conversations.history,
  "conversations.info": conversations.info,
  "conversations.join": conversations.join,
  "conversations.open": conversations.open,
  "conversations.replies": conversations.replies,
  "files.completeUploadExternal": files.completeUploadExternal,
  "files.getUploadURLExternal": files.getUploadURLExternal,
  "oauth.v2.access": auth.access,
  "team.info": people.teamInfo,
  "users.info": people.userInfo,
  "views.open": views.open,
  "views.publish": views.publish,
  "views.push": views.push,
  "views.update": views.update,
};
