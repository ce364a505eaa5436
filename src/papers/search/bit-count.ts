/** How many bits of 32 are set (H. S. Warren, Hacker's Delight, 2nd edition, figure 5-2). */
export function bitCount(set: number): number {
  let count = set - ((set >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
