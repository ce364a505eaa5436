import { element } from "./element.ts";

/** What this page can't draw, shown as it is: a part of an answer never just isn't there. */
export function drawUnknown(part: object): HTMLElement {
  const kind = "type" in part ? String(part.type) : "none";
  return element(
    "div",
    { class: "unknown" },
    element("strong", {}, `A part of kind ${kind}, which this preview can't draw`),
    element("pre", { tabindex: 0 }, JSON.stringify(part, undefined, 1)),
  );
}
