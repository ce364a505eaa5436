/** How often each kind of request was made: `*` stands for every id in it. */
export function kindsOf(requests: readonly string[]): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {};
  for (const request of requests) {
    const kind = request.replaceAll(/\d{5,}/g, "*");
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}
