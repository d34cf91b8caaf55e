import type { z } from "zod";
import {
  backupCodeSchema,
  changePasswordSchema,
  nothingSchema,
  passwordSchema,
  signInSchema,
  socialSchema,
  totpSchema,
} from "./schemas.ts";

/** One of the library's addresses that people may use. */
export interface LoginEndpoint {
  path: `/${string}`;
  summary: string;
  body: z.ZodType<Record<string, unknown>>;
  /** The action's name in the audit log; null if the step does nothing yet. */
  action: string | null;
  /** What could be guessed here. Attempts are counted, and must wait after too many. */
  guarded: "password" | "code" | null;
  /** It can replace the second factor, so a password alone is not enough. */
  needsSecondFactor: boolean;
}

const endpoint = (
  path: LoginEndpoint["path"],
  rest: Pick<LoginEndpoint, "summary" | "body" | "action"> & Partial<LoginEndpoint>,
): LoginEndpoint => ({ guarded: null, needsSecondFactor: false, ...rest, path });

/**
 * Every address of the library that we serve. It has many more (sign-up, lists of sessions with their tokens,
 * changes of name or mail), and an upgrade may add others. Addresses not listed here do not exist for us.
 */
export const loginEndpoints: readonly LoginEndpoint[] = [
  endpoint("/sign-in/username", {
    summary: "Log in with name and password",
    body: signInSchema,
    action: "login",
    guarded: "password",
  }),
  endpoint("/two-factor/verify-totp", {
    summary: "The authenticator app's code: ends a login, or confirms a second factor just set up",
    body: totpSchema,
    action: "login-second-factor",
    guarded: "code",
  }),
  endpoint("/two-factor/verify-backup-code", {
    summary: "Log in with a backup code instead; each works once",
    body: backupCodeSchema,
    action: "login-backup-code",
    guarded: "code",
  }),
  endpoint("/two-factor/enable", {
    summary: "Set up a second factor; it counts once a code has confirmed it",
    body: passwordSchema,
    action: "set-up-second-factor",
    guarded: "password",
  }),
  endpoint("/two-factor/disable", {
    summary: "Turn off the second factor",
    body: passwordSchema,
    action: "disable-second-factor",
    guarded: "password",
    needsSecondFactor: true,
  }),
  endpoint("/two-factor/generate-backup-codes", {
    summary: "Issue new backup codes; the old ones stop working",
    body: passwordSchema,
    action: "new-backup-codes",
    guarded: "password",
    needsSecondFactor: true,
  }),
  endpoint("/change-password", {
    summary: "Change one's password; all other sessions end",
    body: changePasswordSchema,
    action: "change-password",
    guarded: "password",
  }),
  endpoint("/sign-out", { summary: "Log out", body: nothingSchema, action: "logout" }),
];

/** Begins a login through the company. The answer names the address to go to. */
export const companyEndpoint: LoginEndpoint = endpoint("/sign-in/social", {
  summary: "Log in through the company's own login",
  body: socialSchema,
  action: null,
});
