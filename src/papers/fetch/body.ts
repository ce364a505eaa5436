/**
 * The text of an answer, no longer than `most` bytes once unpacked; undefined when it goes on beyond
 * that, in which case the rest is never read.
 */
export async function readBody(response: Response, most: number): Promise<string | undefined> {
  const told = Number(response.headers.get("content-length") ?? 0);
  if (told > most) {
    await response.body?.cancel();
    return undefined;
  }
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop ends the stream, and the connection with it.
    if (size > most) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
