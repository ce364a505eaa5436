import type { APIFileComponent } from "discord-api-types/v10";
import { element } from "../element.ts";
import type { Hands } from "../hands.ts";

/** An attached text with its size, to be taken to the reader's own disk. */
export function drawFile({ file }: APIFileComponent, { files }: Hands): HTMLElement {
  const name = file.url.replace(/^attachment:\/\//, "");
  const blob = new Blob([files[name] ?? ""], { type: "text/plain" });
  const link = element("a", { download: name, class: "d-file-name" }, name);
  // Made at the click, so that none is left behind where nobody clicks.
  link.href = "#";
  link.addEventListener("click", () => {
    link.href = URL.createObjectURL(blob);
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
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
