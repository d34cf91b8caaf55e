import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { writePrivately } from "../config/privateFile.ts";

/** Created if missing. Root's must let PostgreSQL's user pass; every secret in it has mode 600. */
export function openStateDir(dir: string): string {
  const stateDir = path.resolve(dir);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) chmodSync(stateDir, 0o711);
  return stateDir;
}

/**
 * A demo needs people who have not been called yet, since the skip interval would spare them. If the system
 * was used before, the demo starts an empty one beside it.
 */
export async function demoStateDir(
  home: string,
  clearUp: (stateDir: string) => Promise<void>,
  say: (text: string) => void,
): Promise<string> {
  if (!existsSync(path.join(home, "ports.json"))) return home;
  const stateDir = path.join(home, "demo");
  await clearUp(stateDir);
  rmSync(stateDir, { recursive: true, force: true });
  say(`${home} was used before: the demo runs on an empty system, in ${stateDir}`);
  return openStateDir(stateDir);
}

export interface MadeSecrets {
  encryptionKeys: string;
  databasePassword: string;
  sandboxTwilioSid: string;
  sandboxTwilioToken: string;
}

/** Created once per state directory: what they protect is in the same directory. */
export function readOrMakeSecrets(stateDir: string): MadeSecrets {
  return {
    encryptionKeys: once(stateDir, "encryption.key", () => `dev:${randomBytes(32).toString("base64")}`),
    databasePassword: once(stateDir, "database.password", () => randomBytes(24).toString("base64url")),
    sandboxTwilioSid: once(stateDir, "sandbox-twilio.sid", () => `AC${randomBytes(16).toString("hex")}`),
    sandboxTwilioToken: once(stateDir, "sandbox-twilio.token", () => randomBytes(16).toString("hex")),
  };
}

function once(stateDir: string, name: string, make: () => string): string {
  const file = path.join(stateDir, name);
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    // An unreadable key must never be replaced by a new one: what it encrypted would be lost.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const value = make();
  writePrivately(file, `${value}\n`);
  return value;
}
