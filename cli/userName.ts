import { userInfo } from "node:os";

/** Who sits at the command line, as the machine knows them. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have a number and no name.
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
