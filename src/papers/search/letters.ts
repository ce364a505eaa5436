/** The letters of a word as it sounds, as bits: two words that are spelt alike differ in few of them. */
export function letters(word: string): number {
  let set = 0;
  const heard = sound(word);
  for (let at = 0; at < heard.length; at += 1) set |= 1 << (heard.charCodeAt(at) & 31);
  return set;
}

/** "ph" is heard as "f", so that "graf" is nearer to "graph" than to "grad". */
export function sound(word: string): string {
  return word.includes("ph") ? word.replaceAll("ph", "f") : word;
}
