import { isOn, type Read } from "./setting-values.ts";

/** Who may use the preview page: whoever sits at this machine, anybody to look alone, or nobody. */
export type PreviewConfig = "open" | "read-only" | "off";

/** Addresses that no other machine can reach. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * On by itself where no other machine can reach the port; elsewhere only when asked for, and then to look
 * at. Behind a proxy whoever asks may be anybody, though each request comes from this machine.
 */
export function previewOf(of: Read): PreviewConfig {
  const asked = of("PREVIEW");
  const isLocal = LOOPBACK.test(of("HOST")) && of("PUBLIC_URL") === "";
  if (asked === "") return isLocal ? "open" : "off";
  if (!isOn(asked)) return "off";
  return isLocal ? "open" : "read-only";
}
