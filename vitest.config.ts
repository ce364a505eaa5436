import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/**
 * Tests that take long, or need more than Node and npm, have a lane of their own, chosen by `--mode`:
 * `long` (five seconds and more a file), `processes` (whole bots that are started, stopped and killed, threads that
 * die), `postgres` (a PostgreSQL server's programs), `lancedb` and `embeddings` (their optional packages), `browser`
 * (Chromium).
 */
const LANES = ["long", "processes", "postgres", "lancedb", "embeddings", "browser"];

export default defineConfig(({ mode }) => ({
  test: {
    include: [LANES.includes(mode) ? `tests/**/*.${mode}.ts` : "tests/**/*.test.ts"],
    typecheck: { include: ["tests/**/*.test-d.ts"] },
    env: { NO_COLOR: "1" },
    globalSetup: "tests/bundled-index.ts",
    // Loading discord.js and Bolt anew for each file would take two thirds of the time.
    isolate: false,
    // One more than there are cores, since much of the time is waiting; the default is one fewer. A
    // browser is several processes by itself, so there is one at a time.
    maxWorkers: mode === "browser" ? 1 : availableParallelism() + 1,
    // Nothing waits that long; a machine with other work may still need it for the property tests, and
    // more so for browsers.
    testTimeout: mode === "browser" ? 120_000 : 30_000,
    hookTimeout: mode === "browser" ? 60_000 : 30_000,
  },
}));
