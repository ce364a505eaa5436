/**
 * Writes a whole number from 0 to 2^31 − 1, seven bits a byte, the lowest first, the top bit telling
 * that more follow: small numbers take one byte, and none more than five.
 * @returns the place after it
 */
export function writeNumber(page: Uint8Array, at: number, value: number): number {
  let [place, rest] = [at, value];
  while (rest > 0x7f) {
    page[place] = (rest & 0x7f) | 0x80;
    place += 1;
    rest >>>= 7;
  }
  page[place] = rest;
  return place + 1;
}
