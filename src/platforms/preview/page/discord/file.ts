import type { APIFileComponent } from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";

/** How long a text is kept for the browser to take it, in milliseconds. */
const KEPT_MS = 10_000;

/** An attached text with its size, to be taken to the reader's own disk. */
export function drawFile({ file }: APIFileComponent, { files }: Hands): HTMLElement {
  const name = file.url.replace(/^attachment:\/\//, "");
  const blob = new Blob([files[name] ?? ""], { type: "text/plain" });
  const link = element("a", { download: name, class: "d-file-name" }, name);
  link.href = "#";
  link.addEventListener("click", () => {
    // Made at the click, so that none is left behind where nobody clicks.
    const url = URL.createObjectURL(blob);
    link.href = url;
    setTimeout(() => {
      URL.revokeObjectURL(url);
      link.href = "#";
    }, KEPT_MS);
  });
  return element(
    "div",
    { class: "d-file" },
    element("span", { class: "d-file-icon", "aria-hidden": "true" }),
    element("div", {}, link, element("div", { class: "d-file-size" }, sizeOf(blob.size))),
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(2)} KB`;
}
