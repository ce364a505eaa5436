#!/usr/bin/env node
// Plain JavaScript that any Node can parse: an older Node could not even read main.ts to be told so.
import module from "node:module";

const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `Paperboy needs Node 24 or newer and this is ${process.versions.node}: run it as "npm start", which uses the Node 24 that "npm install" brought.\n`,
  );
  process.exit(1);
}

// Keeps what was compiled between starts, which halves the time to the first answer.
module.enableCompileCache();

try {
  process.loadEnvFile();
} catch (error) {
  // No .env is the usual case; one that can't be read must not pass for none.
  if (error.code !== "ENOENT") {
    process.stderr.write(`.env can't be read (${error.code}): check its permissions.\n`);
    process.exit(1);
  }
}

const [tool] = process.argv.slice(2);
if (tool === "--register") await import("./register.ts");
else if (tool === "--import") await import("./import.ts");
else if (tool === "--move") await import("./move.ts");
else if (tool === "--manifest") await import("./manifest.ts");
else await import("./main.ts");
