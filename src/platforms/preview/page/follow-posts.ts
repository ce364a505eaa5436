import type { Message, Posts } from "../protocol.ts";

/** How often it is asked for new posts, in milliseconds; there is one a day, and somebody may wait for it. */
const EVERY_MS = 10_000;

/** Shows every post there is, and each new one soon after it came; asks nothing while nobody looks at the page. */
export function followPosts(
  ask: (after: number) => Promise<Posts>,
  show: (post: Message) => void,
): void {
  let newest = 0;
  let asking = false;
  const look = async () => {
    if (document.hidden || asking) return;
    asking = true;
    try {
      const posts = await ask(newest);
      newest = Math.max(newest, posts.newest);
      for (const post of posts.messages) show(post);
    } catch {
      // The next look may find what this one did not.
    } finally {
      asking = false;
    }
  };
  setInterval(() => void look(), EVERY_MS);
  document.addEventListener("visibilitychange", () => void look());
  void look();
}
