import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    typecheck: { include: ["tests/**/*.test-d.ts"] },
    env: { NO_COLOR: "1" },
    // A machine that does other things at the same time is no reason to fail.
    testTimeout: 20_000,
  },
});
