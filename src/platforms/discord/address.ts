import { webAddress } from "#chat";

/** Longest address that stands in a text: above real ones, below what would eat the message's budget. */
const LONGEST = 1000;

/**
 * An http(s) address as it may stand on the wire: the URL standard's spelling in ASCII, with everything
 * encoded that could end `(<…>)` or `<…>` early or that Discord's server takes for a mention (`@here`
 * rings in an address too); undefined for anything else, for addresses with a user name, which pretend
 * to be another site, and for those that are longer than `longest`.
 */
export function address(url: string | undefined, longest: number = LONGEST): string | undefined {
  const written = webAddress(url)?.replace(/[()<>\\"'`*|^{}@\s]/g, encoded);
  return written !== undefined && written.length <= longest ? written : undefined;
}

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
