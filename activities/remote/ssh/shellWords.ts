/** Quotes one argument for a POSIX shell, which then reads exactly this text, whatever it contains. */
export function shellWord(argument: string): string {
  if (argument.includes("\0")) throw new TypeError("an argument cannot hold a NUL character");
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** Turns an argument array into the one line that SSH carries. Only here does a shell read arguments. */
export const shellLine = (argv: readonly string[]): string => argv.map(shellWord).join(" ");
