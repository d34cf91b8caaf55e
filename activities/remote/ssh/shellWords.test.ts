import { execFile } from "node:child_process";
import { promisify } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { shellLine, shellWord } from "./shellWords.ts";

/** The line as a real shell reads it, argument by argument. */
async function readByShell(shell: string, argv: readonly string[]): Promise<string[]> {
  const line = shellLine(["printf", "%s\\0", ...argv]);
  const { stdout } = await promisify(execFile)(shell, ["-c", line]);
  return stdout.split("\0").slice(0, -1);
}

const special = fc.constantFrom(..."'\"\\$`!*?[]{}()<>|&;#~ \t\n\r-=é日🚑");
const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: special }));
const argument = text.filter((value) => !value.includes("\0") && value.isWellFormed());

it.each(["sh", "bash"])("[R2.4] any argument arrives in %s exactly as it was given", async (shell) => {
  const property = fc.asyncProperty(fc.array(argument, { minLength: 1, maxLength: 8 }), async (argv) => {
    expect(await readByShell(shell, argv)).toEqual(argv);
  });
  await fc.assert(property, { numRuns: 60 });
});

it.each([
  ["nginx", "nginx"],
  ["/etc/nginx.conf", "/etc/nginx.conf"],
  ["", "''"],
  ["it's", `'it'\\''s'`],
  ["$(reboot)", "'$(reboot)'"],
])("writes %j as %s", (argument, word) => {
  expect(shellWord(argument)).toBe(word);
});

it("refuses an argument that no program can receive", () => {
  expect(() => shellWord("a\0b")).toThrow(TypeError);
});
