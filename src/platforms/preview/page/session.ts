import type { Answer, Message } from "../protocol.ts";
import type { Conversation, Used } from "./conversation.ts";
import { openForm } from "./form.ts";
import { type Talk, TalkError } from "./talk.ts";

/** What somebody does on the page. Neither of them rejects: what goes wrong is said in the conversation. */
export type Session = {
  say(line: string): Promise<void>;
  press(used: Used, control: object): Promise<void>;
};

/** Carries what is typed and pressed to the bot, and its answers into the conversation. */
export function createSession(talk: Talk, conversation: Conversation, channel: string): Session {
  const take = (answer: Answer, used: Used): void => {
    if (answer.kind === "form") showForm(answer, used);
    else if (answer.kind === "message" && answer.over) conversation.replace(used, answer.message);
    else if (answer.kind === "message") conversation.add(answer.message);
  };
  const showForm = (asked: Extract<Answer, { kind: "form" }>, { look, shown, source }: Used) => {
    const form = look.form(asked.form, {
      channel: { id: asked.channel, name: channel },
      suggest: (option, typed) =>
        talk.suggest({ look: look.name, form: form.read(), option, typed }),
    });
    openForm(form, look.name, async (filled) => {
      const origin = originOf(shown.message);
      const answer = await talk.submit({ look: look.name, form: filled, origin });
      if (answer.kind === "refused") return { errors: answer.errors };
      return { done: () => take(answer, { look, shown, source }) };
    });
  };
  return {
    async say(line) {
      const place = conversation.wait();
      try {
        const answer = await talk.say(line);
        if (answer.kind === "message") conversation.add(answer.message, place);
      } catch (error) {
        conversation.fail(sentenceOf(error), () => void this.say(line), place);
      }
    },
    async press(used, control) {
      const { shown, look, source } = used;
      if (source.getAttribute("aria-busy") === "true") return;
      source.setAttribute("aria-busy", "true");
      try {
        const origin = originOf(shown.message);
        take(await talk.press({ look: look.name, control, origin }), used);
      } catch (error) {
        conversation.fail(sentenceOf(error), () => void this.press(used, control));
      } finally {
        source.removeAttribute("aria-busy");
      }
    },
  };
}

function originOf({ isPrivate, post }: Message) {
  return { isPrivate, isPost: post !== undefined };
}

function sentenceOf(error: unknown): string {
  if (error instanceof TalkError) return error.message;
  // What can't be drawn is most often of a bot that was brought up to date under an open page.
  reportError(error);
  return "I can't show that answer: load the page anew, then ask again.";
}
