import { isOn, type Read } from "./setting-values.ts";

/** Who may use the preview page: whoever sits at this machine, anybody to look alone, or nobody. */
export type PreviewConfig = "open" | "read-only" | "off";

/** Addresses that no other machine can reach. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** On by itself where no other machine can reach the port; elsewhere only when asked for, and then to look at. */
export function previewOf(of: Read): PreviewConfig {
  const [asked, isLocal] = [of("PREVIEW"), LOOPBACK.test(of("HOST"))];
  if (asked === "") return isLocal ? "open" : "off";
  if (!isOn(asked)) return "off";
  return isLocal ? "open" : "read-only";
}
