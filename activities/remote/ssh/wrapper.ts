// On one line each, since not every login's shell reads a line end inside quotes.

/**
 * Runs around every command on the target. On both outputs it prints the mark that separates what the login
 * and sudo said from the command's own output, together with the id of the command's process group. Only once
 * that id has arrived is the command told to start, so nothing ever runs there that we could not end.
 */
const inGroup = [
  `printf '\\n%s\\n' "$0" >&2`,
  `printf '\\n%s %s\\n' "$0" "$$"`,
  // A shell reads no further than this line from a pipe, so the rest is the command's input.
  "read -r seconds || exit 125",
  // Inside sudo, since outside it `timeout` may not signal root's processes.
  `exec timeout -k 1 "$seconds" "$@"`,
].join("; ");

/** $0 is the mark, the arguments are the command. */
export const wrapperScript = [
  `PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"`,
  // What sudo dropped.
  "LC_ALL=C.UTF-8",
  "export PATH LC_ALL",
  // Not the last command, which a shell may exec in its own process: as a group leader, setsid would not
  // wait.
  `setsid /bin/sh -c '${inGroup.replaceAll("'", `'\\''`)}' "$0" "$@"`,
  "exit $?",
].join("; ");

/** Ends the group $1 and returns when it is gone: asks first, and kills it after two seconds. */
export const endGroupScript = [
  // The only form that dash, bash and busybox all read as a group.
  `kill -s TERM -- "-$1" 2>/dev/null || exit 0`,
  `for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; kill -s 0 -- "-$1" 2>/dev/null || exit 0; done`,
  `kill -s KILL -- "-$1" 2>/dev/null && sleep 0.2`,
  "exit 0",
].join("; ");
