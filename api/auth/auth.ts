import { type Auth, type BetterAuthOptions, betterAuth, type GenericEndpointContext } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { genericOAuth, twoFactor, username } from "better-auth/plugins";
import type { Logger } from "pino";
import type { Database } from "../../db/connect.ts";
import { authSecrets } from "../../db/people/loginKeys.ts";
import { leaveOnlyPassword } from "../../db/people/logins.ts";
import { hashPassword, isPassword } from "../../db/people/passwords.ts";
import {
  loginAccounts,
  loginSessions,
  loginTwoFactors,
  loginUsers,
  loginVerifications,
} from "../../db/schema/index.ts";
import { loginName } from "../../domain/people/loginName.ts";
import { longestPassword, shortestPassword } from "../../domain/people/password.ts";
import { beforeSession } from "./beforeSession.ts";
import { noteProof } from "./companyProof.ts";
import { isHttps, type OwnAddress } from "./origins.ts";

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
  /** Whether a second factor was used: as its id token claims, or always, where it lets nobody in without. */
  secondFactor: "claimed" | "always";
}

export interface AuthSettings extends OwnAddress {
  vaultKeys: readonly { id: string; key: Buffer }[];
  oidc: OidcSettings | null;
}

export const cookiePrefix = "toban";
export const oidcProvider = "oidc";
/** Where we put the address that a request came from; the client's own word for it is written over. */
export const addressHeader = "x-real-ip";
/** A little more than a shift; people who go on working stay logged in. */
const idleSeconds = 12 * 3600;
const extendedEverySeconds = 10 * 60;

/** A login by password and second factor, or through the company's own. It never decides what somebody may do. */
export function buildAuth(
  deps: { db: Database; clock: () => Date; logger: Logger },
  settings: AuthSettings,
): Auth {
  const { db, logger } = deps;
  const options: BetterAuthOptions = {
    appName: "Toban",
    baseURL: settings.publicUrl,
    basePath: "/api/auth",
    secrets: authSecrets(settings.vaultKeys),
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: {
        user: loginUsers,
        session: loginSessions,
        account: loginAccounts,
        verification: loginVerifications,
        twoFactor: loginTwoFactors,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
    },
    session: {
      expiresIn: idleSeconds,
      updateAge: extendedEverySeconds,
      // A session that was ended, or that waits for its second factor, must not live on in a cookie.
      cookieCache: { enabled: false },
      additionalFields: {
        secondFactor: { type: "boolean", required: false, input: false },
        authenticatedAt: { type: "date", required: false, input: false },
      },
    },
    account: {
      accountLinking: { enabled: true, trustedProviders: [] },
      updateAccountOnSignIn: false,
      // A login that is begun and left leaves nothing in the database.
      storeStateStrategy: "cookie",
    },
    // Attempts are counted in the database, by name and address: see attempts.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix,
      useSecureCookies: isHttps(settings.publicUrl),
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Off by default where tests run.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    databaseHooks: {
      session: { create: { before: beforeSession(db) } },
      account: { create: { before: withoutTokens }, update: { before: beforeNewPassword(deps) } },
    },
    onAPIError: { errorURL: `${settings.publicUrl}/login` },
    logger: {
      // At "error" the library also writes to the console by itself.
      level: "info",
      log: (level, message) => {
        if (level === "error") logger.warn({ message }, "login");
      },
    },
    telemetry: { enabled: false },
    plugins: [
      username({
        minUsernameLength: 1,
        maxUsernameLength: 200,
        usernameValidator: () => true,
        usernameNormalization: loginName,
        displayUsername: false,
      }),
      twoFactor({ issuer: "Toban" }),
      ...(settings.oidc === null ? [] : [companyLogin(settings.oidc)]),
    ],
  };
  return betterAuth(options);
}

/** We ask nothing of the company's login beyond who somebody is, so nothing is kept that could. */
const withoutTokens = async (account: object) => ({
  data: { ...account, accessToken: null, refreshToken: null, idToken: null },
});

/** Ends what the old password may have opened (tokens, unfinished logins) before the new one counts. */
const beforeNewPassword =
  ({ db, clock }: { db: Database; clock: () => Date }) =>
  async (account: { password?: unknown }, context: GenericEndpointContext | null): Promise<void> => {
    const name = context?.context.session?.user.name;
    if (account.password !== undefined && name !== undefined) await leaveOnlyPassword(db, name, clock());
  };

/** Nobody becomes a person by it: it finds those who exist by their mail address, if it vouches for that one. */
const companyLogin = (settings: OidcSettings) => {
  const { issuer, clientId, clientSecret } = settings;
  return genericOAuth({
    config: [
      {
        providerId: oidcProvider,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        requireIdTokenVerification: true,
        accountSubject: ({ tokens, profile }) => noteProof(tokens.idToken, settings) ?? profile.sub ?? "",
        disableSignUp: true,
        disableImplicitSignUp: true,
      },
    ],
  });
};
