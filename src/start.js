#!/usr/bin/env node
// Plain JavaScript that any Node can parse: an older Node could not even read main.ts to be told so.
import { existsSync } from "node:fs";

const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `Paperboy needs Node 24 or newer and this is ${process.versions.node}: run it as "npm start", which uses the Node 24 that "npm install" brought.\n`,
  );
  process.exit(1);
}

await import("./compiling.js");

try {
  process.loadEnvFile();
} catch {
  // No .env is the usual case; one that can't be read must not pass for none, and Node tells both alike.
  if (existsSync(".env")) {
    process.stderr.write(
      ".env can't be read: make it a file that this user may read, or move it away.\n",
    );
    process.exit(1);
  }
}

/** What an operator runs besides the bot: `--NAME` is src/cli/NAME.ts. */
const TOOLS = [
  "register",
  "manifest",
  "import",
  "backup",
  "restore",
  "export",
  "erase",
  "doctor",
  "move",
  "healthcheck",
];

const [first = ""] = process.argv.slice(2);
const tool = TOOLS.find((name) => first === `--${name}`);
await import(tool ? `./cli/${tool}.ts` : "./main.ts");
