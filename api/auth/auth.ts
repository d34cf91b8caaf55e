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
  /** The button's text. */
  name: string;
  /**
   * Whether the login used a second factor: `claimed`, its id token says so; `always`, it requires one of
   * everybody.
   */
  secondFactor: "claimed" | "always";
}

export interface AuthSettings extends OwnAddress {
  vaultKeys: readonly { id: string; key: Buffer }[];
  oidc: OidcSettings | null;
}

export const cookiePrefix = "toban";
export const oidcProvider = "oidc";
/**
 * The header in which we pass the request's address to the library. A value from the client is overwritten.
 */
export const addressHeader = "x-real-ip";
/** A little more than a shift. The session of a person who goes on working is extended. */
const idleSeconds = 12 * 3600;
const extendedEverySeconds = 10 * 60;

/**
 * Logging in by password and second factor, or through the company's own login. It never decides what a
 * person may do.
 */
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
      // A session that has ended, or that waits for its second factor, must not live on in a cookie.
      cookieCache: { enabled: false },
      additionalFields: {
        secondFactor: { type: "boolean", required: false, input: false },
        authenticatedAt: { type: "date", required: false, input: false },
      },
    },
    account: {
      accountLinking: { enabled: true, trustedProviders: [] },
      updateAccountOnSignIn: false,
      // An abandoned login leaves nothing in the database.
      storeStateStrategy: "cookie",
    },
    // Attempts are counted in the database, by name and address: see attempts.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix,
      useSecureCookies: isHttps(settings.publicUrl),
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Off by default in tests.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    databaseHooks: {
      session: { create: { before: beforeSession(db) } },
      account: { create: { before: withoutTokens }, update: { before: beforeNewPassword(deps) } },
    },
    onAPIError: { errorURL: `${settings.publicUrl}/login` },
    logger: {
      // At "error" the library also writes to the console itself.
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

/** We ask the company's login only who a person is, so we keep no token that could do more. */
const withoutTokens = async (account: object) => ({
  data: { ...account, accessToken: null, refreshToken: null, idToken: null },
});

/** Ends what the old password may have opened (tokens, unfinished logins) before the new one takes effect. */
const beforeNewPassword =
  ({ db, clock }: { db: Database; clock: () => Date }) =>
  async (account: { password?: unknown }, context: GenericEndpointContext | null): Promise<void> => {
    const name = context?.context.session?.user.name;
    if (account.password !== undefined && name !== undefined) await leaveOnlyPassword(db, name, clock());
  };

/**
 * This login creates nobody. It finds existing people by their mail address, if the provider has verified it.
 */
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
