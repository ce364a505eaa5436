import { element } from "./element.ts";

/** The place of a picture from elsewhere, with its words: this page asks no other machine for anything. */
export function drawPicture(alt: string, className: string): HTMLElement {
  const words = alt || "A picture";
  const label = `${words} (pictures are not loaded here)`;
  return element(
    "span",
    { class: `picture ${className}`, role: "img", "aria-label": label },
    words,
  );
}
