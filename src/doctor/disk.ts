import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Finding } from "#chat";

const MB = 1_000_000;

/** Room that a year of snapshots, logs of a database and one backup take comfortably, in bytes. */
const ROOMY = 500 * MB;

/** Below this a busy day may fill it, in bytes. */
const TIGHT = 50 * MB;

/** The disk under a folder, which need not be there yet. */
export async function examineDisk(folder: string): Promise<Finding> {
  const about = "disk";
  try {
    const { bavail, bsize } = await statfs(existing(resolve(folder)));
    const free = bavail * bsize;
    const said = `${Math.floor(free / MB).toLocaleString("en")} MB are free for ${folder}.`;
    if (free >= ROOMY) return { about, state: "well", said };
    const cure = `Make room on the disk that holds ${folder}, or set DATA_DIR to a folder on another.`;
    return { about, state: free < TIGHT ? "ill" : "beware", said, cure };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return {
      ...{
        about,
        state: "beware",
        said: `The disk that holds ${folder} can't be looked at (${code}).`,
      },
      cure: "Check that the folder is there and that this user may read it.",
    };
  }
}

/** The folder itself, or the nearest one above it that is there. */
function existing(folder: string): string {
  const above = dirname(folder);
  return existsSync(folder) || above === folder ? folder : existing(above);
}
