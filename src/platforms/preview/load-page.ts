import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";

/** A file as a browser takes it. */
export type PageFile = { readonly type: string; readonly body: string };

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  css: "text/css",
  svg: "image/svg+xml",
  ts: "text/javascript",
};

/** Reads these files of a folder, TypeScript without its types; by name. */
export async function loadPage(
  folder: URL,
  names: readonly string[],
): Promise<ReadonlyMap<string, PageFile>> {
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), "utf8")));
  const scripts = await stripped(texts.filter((_, i) => names[i]?.endsWith(".ts")));
  const files = names.map((name, i): [string, PageFile] => {
    const kind = name.split(".").at(-1) ?? "";
    const body = (kind === "ts" ? scripts.shift() : texts[i]) ?? "";
    return [name, { type: TYPES[kind] ?? "text/plain", body }];
  });
  return new Map(files);
}

/**
 * Scripts without their types, in a thread of its own: it takes some 200 ms, in which nobody else is to
 * wait, and Node's warning that its own function for it may yet change would stand in the operator's log.
 */
async function stripped(scripts: readonly string[]): Promise<string[]> {
  const worker = new Worker(new URL("./strip-types.ts", import.meta.url), {
    workerData: scripts,
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const [texts] = await once(worker, "message");
  return texts as string[];
}
