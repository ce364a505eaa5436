import { chownSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Gives a file that was just made to whom its folder belongs, where root made it: root runs the
 * operator's commands for the user as whom the bot runs, who must be able to open it. What SQLite makes
 * beside a database follows the database by itself.
 */
export function leaveToOwner(file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(file));
  try {
    chownSync(file, uid, gid);
  } catch {
    // A root that may not give files away (a container without that right) is the user of the bot itself.
  }
}
