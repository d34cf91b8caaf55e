import { bigint, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from "../drizzle.ts";
import { instant } from "./columns.ts";

// Tables of better-auth, with its names for the columns on the left. Permissions are not here but in
// `people`.

/** A person who can log in, by password or through the company's own login. */
export const loginUsers = pgTable(
  "login_users",
  {
    id: text("id").primaryKey(),
    /** The person's name in `people`. */
    name: text("name").notNull(),
    /** The name in the form used for look-ups: see `loginName`. */
    username: text("username").notNull(),
    /** By which the company's login finds the person; an address at `noMailDomain` means none. */
    email: text("email").notNull(),
    emailVerified: boolean("email_verified").notNull(),
    image: text("image"),
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("login_users_by_name").on(table.name),
    uniqueIndex("login_users_by_username").on(table.username),
    uniqueIndex("login_users_by_email").on(table.email),
  ],
);

const user = () =>
  text("user_id")
    .notNull()
    .references(() => loginUsers.id, { onDelete: "cascade" });

export const loginSessions = pgTable(
  "login_sessions",
  {
    id: text("id").primaryKey(),
    /** Opens nothing without the signature in the cookie. */
    token: text("token").notNull(),
    userId: user(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Ours: it was opened with a second factor, our own or the company's. */
    secondFactor: boolean("second_factor").notNull().default(false),
    /** Ours: when the company's login verified the person; null if it did not say. */
    authenticatedAt: instant("authenticated_at"),
  },
  (table) => [
    uniqueIndex("login_sessions_by_token").on(table.token),
    index("login_sessions_by_user").on(table.userId),
    index("login_sessions_by_expiry").on(table.expiresAt),
  ],
);

/** How a user logs in: `credential` by password, `oidc` through the company's login. */
export const loginAccounts = pgTable(
  "login_accounts",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: user(),
    /** Argon2id. */
    password: text("password"),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("login_accounts_by_account").on(table.providerId, table.accountId),
    index("login_accounts_by_user").on(table.userId),
  ],
);

/** Logins in progress: a second factor being asked for, or a visit to the company's login. */
export const loginVerifications = pgTable(
  "login_verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    index("login_verifications_by_identifier").on(table.identifier),
    index("login_verifications_by_expiry").on(table.expiresAt),
  ],
);

export const loginTwoFactors = pgTable(
  "login_two_factors",
  {
    id: text("id").primaryKey(),
    userId: user(),
    /** Encrypted, like the backup codes. */
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    verified: boolean("verified").notNull().default(true),
    failedVerificationCount: integer("failed_verification_count").notNull().default(0),
    lockedUntil: instant("locked_until"),
    /** Ours: the period of the last accepted code. No code opens twice. */
    lastUsedStep: bigint("last_used_step", { mode: "number" }),
  },
  (table) => [uniqueIndex("login_two_factors_by_user").on(table.userId)],
);

/** Login attempts that may have been guesses, by the name tried and by the address they came from. */
export const loginAttempts = pgTable(
  "login_attempts",
  {
    key: text("key").primaryKey(),
    failures: integer("failures").notNull(),
    lastAt: instant("last_at").notNull(),
    blockedUntil: instant("blocked_until"),
  },
  (table) => [index("login_attempts_by_time").on(table.lastAt)],
);

/**
 * Refused logins not yet in the audit log. The log gets the first at once and a sum of those that follow, so
 * that nobody can fill it from outside.
 */
export const loginRefusals = pgTable(
  "login_refusals",
  {
    person: text("person").notNull(),
    action: text("action").notNull(),
    outcome: text("outcome").$type<"refused" | "failed">().notNull(),
    code: text("code").notNull(),
    /** Attempts after the first. */
    attempts: integer("attempts").notNull().default(0),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    /** Where they came from: the first few different addresses. */
    addresses: text("addresses").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.person, table.action, table.outcome, table.code] })],
);
