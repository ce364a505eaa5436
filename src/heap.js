// Keeps V8's heap small, as suits a bot that mostly waits. What is compiled afterwards is cached for these flags. Plain
// JavaScript, since what reads TypeScript takes 15 MB and is not needed for what is in the cache.
import v8 from "node:v8";

// The start leaves much garbage, for which V8 would keep twice 16 MB ready ever after.
v8.setFlagsFromString("--semi-space-growth-factor=1");

// Left alone it lets the heap grow to some three times what lives before it clears up: 90 MB more while
// thousands of posts go out.
v8.setFlagsFromString("--heap-growing-percent=30");
