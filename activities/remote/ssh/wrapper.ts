// On one line each, since not every login's shell reads a line end inside quotes.

/**
 * What runs around every command on the target. It tells, on both outputs, the mark that divides what the login and
 * sudo said from what the command says, and with it the id of the command's process group. Only when that id has
 * arrived, it is told to go: nothing ever runs there that could not be ended.
 */
const inGroup = [
  `printf '\\n%s\\n' "$0" >&2`,
  `printf '\\n%s %s\\n' "$0" "$$"`,
  // From a pipe a shell reads no further than the line, so that the rest is the command's input.
  "read -r seconds || exit 125",
  // Inside of sudo, since outside it may not signal root's processes.
  `exec timeout -k 1 "$seconds" "$@"`,
].join("; ");

/** $0 is the mark, the arguments are the command. */
export const wrapperScript = [
  `PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"`,
  // What sudo forgot.
  "LC_ALL=C.UTF-8",
  "export PATH LC_ALL",
  // Never the last command, which a shell may become: a group's leader would have setsid fork and not wait.
  `setsid /bin/sh -c '${inGroup.replaceAll("'", `'\\''`)}' "$0" "$@"`,
  "exit $?",
].join("; ");

/** Ends the group $1, and returns when it is gone: politely, and after two seconds for good. */
export const endGroupScript = [
  // The one form that dash, bash and busybox all read as a group.
  `kill -s TERM -- "-$1" 2>/dev/null || exit 0`,
  `for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; kill -s 0 -- "-$1" 2>/dev/null || exit 0; done`,
  `kill -s KILL -- "-$1" 2>/dev/null && sleep 0.2`,
  "exit 0",
].join("; ");
