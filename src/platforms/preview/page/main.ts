import { createComposer } from "./composer.ts";
import { createConversation } from "./conversation.ts";
import { element } from "./element.ts";
import { find } from "./find.ts";
import { followPosts } from "./follow-posts.ts";
import { LOOKS } from "./look.ts";
import { createSession } from "./session.ts";
import { createTabs } from "./tabs.ts";
import { TalkError, talk } from "./talk.ts";
import { createTheme } from "./theme.ts";

/** What a newcomer may try first; what changes something is not offered where nothing can be changed. */
const FIRST = ["search graph transformers", "trending month", "help"];
const FIRST_OF_ALL = [...FIRST, "subscribe", "subscriptions preview"];

createTheme(find("#theme", HTMLButtonElement));
createTabs(find("#tabs", HTMLElement), find("main", HTMLElement));
await open();

/** Opens the page, or says why it can't be and tries again when asked. */
async function open(): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof TalkError)) throw error;
    const retry = element("button", { type: "button", class: "chip" }, "Try again");
    retry.addEventListener("click", () => void open());
    find("#first div", HTMLElement).replaceChildren(element("p", {}, error.message), retry);
  }
}

async function start(): Promise<void> {
  const welcome = await talk.welcome();
  const { root, channel, readOnly } = welcome;
  const status = find("#status", HTMLElement);
  const input = find("#line", HTMLInputElement);
  const conversation = createConversation({
    ...{ root, channel },
    logs: new Map(LOOKS.map(({ name }) => [name, find(`.${name} .log`, HTMLElement)])),
    announce: (words) => {
      status.textContent = words;
    },
    press: (used, control) => void session.press(used, control),
    home: () => input.focus(),
  });
  const session = createSession(talk, conversation, channel);
  createComposer({
    ...{ input, root },
    form: find("#composer", HTMLFormElement),
    list: find("#suggestions", HTMLUListElement),
    complete: talk.complete,
    send: (line) => void session.say(line),
  });
  const first = readOnly ? FIRST : FIRST_OF_ALL;
  find("#first div", HTMLElement).replaceChildren(
    ...first.map((line) =>
      element(
        "button",
        { type: "button", class: "chip", onclick: () => void session.say(line) },
        line,
      ),
    ),
  );
  find("#read-only", HTMLElement).hidden = !readOnly;
  for (const place of document.querySelectorAll("[data-channel]")) place.textContent = channel;
  input.placeholder = `/${root} search graph transformers`;
  input.disabled = false;
  input.focus();
  if (!readOnly) followPosts(talk.posts, (post) => void conversation.add(post));
}
