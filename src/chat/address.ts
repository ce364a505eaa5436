/**
 * An http(s) address in printable ASCII as the URL standard writes it; undefined for anything else, and
 * for an address with a user name, which pretends to be another site.
 */
export function webAddress(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return undefined;
  return parsed.username || parsed.password ? undefined : parsed.href;
}
