import { element } from "./element.ts";

/** A form of one of the services, drawn. */
export type Form = {
  /** The whole of it, with its title, its fields and its buttons; a button named `close` gives it up. */
  readonly drawn: HTMLFormElement;
  /** What was filled in, as the service itself would send it. */
  read(): object;
  /** Shows sentences at fields, and goes to the first of them. */
  refuse(errors: Readonly<Record<string, string>>): void;
};

/** What a form needs that its JSON does not hold. */
export type Around = {
  /** The page's one channel: its id on the wire, and its name. */
  readonly channel: { readonly id: string; readonly name: string };
  /** What a field offers while somebody types into it. */
  suggest(option: string, typed: string): Promise<readonly unknown[]>;
};

/** What became of a form that was sent: refused, or taken, with what is to be done once it is closed. */
export type Outcome =
  | { readonly errors: Readonly<Record<string, string>> }
  | { readonly done: () => void };

/**
 * Opens a form above everything else and closes it once `send` has taken it; the browser keeps the focus
 * within and gives it back afterwards. What keeps it from being sent is said in it, and nothing is lost.
 */
export function openForm(
  form: Form,
  look: string,
  send: (filled: object) => Promise<Outcome>,
): void {
  const { drawn } = form;
  const title = drawn.querySelector("h2")?.textContent ?? "Form";
  const trouble = element("p", { class: "form-trouble", role: "alert" });
  const dialog = element("dialog", { class: `form ${look}`, "aria-label": title }, drawn);
  const submit = drawn.querySelector<HTMLButtonElement>("button[type=submit]");
  drawn.querySelector("footer")?.before(trouble);
  for (const button of drawn.querySelectorAll("button[name=close]"))
    button.addEventListener("click", () => dialog.close());
  const sendIn = async () => {
    if (submit?.disabled) return;
    submit?.toggleAttribute("disabled", true);
    trouble.textContent = "";
    try {
      const outcome = await send(form.read());
      if ("errors" in outcome) return form.refuse(outcome.errors);
      dialog.close();
      outcome.done();
    } catch (error) {
      trouble.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      submit?.toggleAttribute("disabled", false);
    }
  };
  drawn.addEventListener("submit", (event) => {
    event.preventDefault();
    void sendIn();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
