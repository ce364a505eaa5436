#!/usr/bin/env node
// Plain JavaScript that any Node can parse: an older Node could not even read main.ts to be told so.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `Paperboy needs Node 24 or newer and this is ${process.versions.node}: run it as "npm start", which uses the Node 24 that "npm install" brought.\n`,
  );
  process.exit(1);
}
import("./main.ts");
