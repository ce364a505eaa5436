import type { MessageShortcut } from "@slack/bolt";
import { answer } from "./answer.ts";
import { asTyped } from "./as-typed.ts";
import type { House } from "./house.ts";
import type { Scene } from "./scene.ts";

/** What an attachment of a message says: a link that was unfolded, or what another app wrote. */
type Attachment = Readonly<
  Partial<Record<"pretext" | "title" | "title_link" | "text" | "from_url" | "fallback", unknown>>
>;

/** An entry of a message's menu: the command that it names, with the message's text. Its answer is for who chose it. */
export async function onShortcut(
  house: House,
  scene: Scene,
  { callback_id: id, message }: Pick<MessageShortcut, "callback_id" | "message">,
): Promise<void> {
  const command = house.host.commands.find(({ name, onMessage }) => name === id && onMessage);
  if (!command?.onMessage) return;
  const { fills } = command.onMessage;
  const longest = command.options[fills]?.longest ?? 2_000;
  const input = { [fills]: textIn(message).slice(0, longest).toWellFormed() };
  return answer(house, scene, { command: command.name, input }, { privately: true });
}

/** Everything that is written in a message, in its attachments too, where apps put what they have to say. */
function textIn({ text, attachments }: MessageShortcut["message"]): string {
  const said = [text ?? "", ...(Array.isArray(attachments) ? attachments.flatMap(words) : [])];
  return asTyped([...new Set(said)].join("\n")).trim();
}

function words(attachment: Attachment): readonly string[] {
  const { pretext, title, title_link, text, from_url, fallback } = attachment;
  const said = [from_url, pretext, title, title_link, text];
  const all = said.some(Boolean) ? said : [fallback];
  return all.filter((one) => typeof one === "string");
}
