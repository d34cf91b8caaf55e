import { runToban } from "./program.ts";

// It is no fault if a reader takes only the first lines (head).
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await runToban(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: async () => Buffer.concat(await process.stdin.toArray()),
  isTyped: process.stdin.isTTY === true,
});
