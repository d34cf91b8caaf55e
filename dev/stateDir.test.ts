import { mkdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { readEnvironment } from "../config/environment.ts";
import { openStateDir, readOrMakeSecrets } from "./stateDir.ts";
import { testDirectory } from "./testDirectory.ts";

it("makes its secrets once, for its owner alone", () => {
  const stateDir = openStateDir(path.join(testDirectory(), "state"));
  const made = readOrMakeSecrets(stateDir);
  expect(readOrMakeSecrets(stateDir)).toEqual(made);
  expect(statSync(path.join(stateDir, "encryption.key")).mode & 0o777).toBe(0o600);
  const environment = readEnvironment({
    DATABASE_URL: "postgres://127.0.0.1/toban",
    TOBAN_ENCRYPTION_KEYS: made.encryptionKeys,
    TWILIO_ACCOUNT_SID: made.sandboxTwilioSid,
    TWILIO_AUTH_TOKEN: made.sandboxTwilioToken,
    TWILIO_FROM: "+81312345678",
    SMTP_URL: "smtp://127.0.0.1:25",
    OPERATORS_MAIL: "noc@msp.example",
  });
  expect(environment.vault.keys).toHaveLength(1);
});

it("never replaces a key that it cannot read", () => {
  const stateDir = testDirectory();
  readOrMakeSecrets(stateDir);
  const file = path.join(stateDir, "encryption.key");
  rmSync(file);
  // Even root cannot read a directory as a file.
  mkdirSync(file);
  expect(() => readOrMakeSecrets(stateDir)).toThrow(/EISDIR/);
});
