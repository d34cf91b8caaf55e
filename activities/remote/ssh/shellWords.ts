/** One argument for a POSIX shell, which then reads it as exactly this text, whatever it holds. */
export function shellWord(argument: string): string {
  if (argument.includes("\0")) throw new TypeError("an argument cannot hold a NUL character");
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** An argument array as the one line that SSH carries. The line is the only place where a shell reads arguments. */
export const shellLine = (argv: readonly string[]): string => argv.map(shellWord).join(" ");
