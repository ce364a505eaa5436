import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    typecheck: { include: ["tests/**/*.test-d.ts"] },
    env: { NO_COLOR: "1" },
    // Nothing waits that long; a machine with other work may still need it for the property tests.
    testTimeout: 30_000,
  },
});
