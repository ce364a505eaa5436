import { element } from "./element.ts";

/** The JSON that a message was drawn from, written out when somebody asks for it. */
export function drawWire(wire: unknown): HTMLElement {
  const details = element("details", { class: "wire" }, element("summary", {}, "JSON"));
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("pre")) return;
    const text = JSON.stringify(wire, undefined, 2);
    details.append(element("pre", { tabindex: 0, "aria-label": "JSON of this message" }, text));
    // Below the last message there is no place for it until its pane scrolls.
    details.scrollIntoView({ block: "nearest" });
  });
  return details;
}
