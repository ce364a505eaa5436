import { spawn } from "node:child_process";
import { once } from "node:events";

/** What ends a server and throws its folder away when this process is no more, however it ended. */
export type Guard = {
  /** Tells it the process to end; undefined for none. */
  watch(pid: number | undefined): void;
  /** Lets it throw the folder away now, and waits for that. */
  dismiss(): Promise<void>;
};

/**
 * A shell that outlives this process however it ends, since only then its standard input closes; it
 * ends the server that it was told of last, and throws the folder away.
 */
export function watchOver(folder: string): Guard {
  const script = `
    while read -r line; do pid=$line; done
    [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null && sleep 1
    [ -n "$pid" ] && kill -KILL "$pid" 2>/dev/null
    rm -rf "$1" || { sleep 2; rm -rf "$1"; }`;
  const shell = spawn("sh", ["-c", script, "sh", folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  // Not to be waited for either, which the type of a child's stream does not know of.
  if ("unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return {
    watch: (pid: number | undefined) => void shell.stdin.write(`${pid ?? ""}\n`),
    async dismiss() {
      shell.ref();
      const gone = once(shell, "exit");
      shell.stdin.end();
      await gone;
    },
  };
}
