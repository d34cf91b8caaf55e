import { userInfo } from "node:os";

/** The user at the command line, as the machine knows them. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container's user may have a number but no name.
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
