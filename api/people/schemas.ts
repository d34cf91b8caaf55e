import { z } from "zod";
import { roles, tokenScopes } from "../../db/schema/index.ts";
import { secondFactorSteps } from "../../domain/people/secondFactor.ts";
import { fieldTexts } from "../../domain/words/fields.ts";
import { packed } from "../../domain/words/phrase.ts";
import { passwordField } from "../auth/schemas.ts";

const instant = z.iso.datetime({ precision: 3 }).meta({ description: "UTC, to the millisecond" });
const name = z.string().meta({ description: "As the timeline names the person", example: "鈴木" });
const customers = z.array(z.string()).meta({
  description: "The customers a customer's person belongs to; empty for operators and admins, who see all",
});
const phone = z.string().nullable().meta({ description: "E.164; rung first for calls by hand" });

export const meSchema = z
  .strictObject({
    name,
    role: z.enum(roles),
    customers,
    phone,
    twoFactor: z.boolean().meta({ description: "Logging in needs a second factor" }),
    hasPassword: z.boolean().meta({ description: "Actions that grant more access ask for it again" }),
    via: z.enum(["session", "token"]).meta({ description: "How this request was authenticated" }),
    secondFactorDue: z
      .strictObject({ step: z.enum(secondFactorSteps), isRequired: z.boolean() })
      .nullable()
      .meta({
        description:
          "What staff without a second factor must do. If one is required, everything but `/api/me` is 403 `second_factor_required` until then",
      }),
  })
  .meta({ id: "Me", description: "Whose token or session this is" });

export const sessionSchema = z
  .strictObject({
    id: z.string(),
    current: z.boolean().meta({ description: "The session of this request" }),
    startedAt: instant,
    lastSeenAt: instant.meta({ description: "To ten minutes" }),
    expiresAt: instant.meta({ description: "Unless it is used before" }),
    address: z.string().nullable(),
    browser: z.string().nullable(),
  })
  .meta({ id: "Session" });
export const sessionsSchema = z.strictObject({ sessions: z.array(sessionSchema) });

const scopes = z
  .array(z.enum(tokenScopes))
  .min(1)
  .refine((given) => given.includes("read"), "must contain read")
  .meta({ description: "Without `act`, the token may only read" });

export const tokenSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string().nullable(),
    scopes: z.array(z.enum(tokenScopes)),
    issuedAt: instant,
    lastUsedAt: instant.nullable().meta({ description: "To the hour" }),
    expiresAt: instant.nullable(),
  })
  .meta({ id: "Token", description: "An API token, without its secret" });
export const tokensSchema = z.strictObject({ tokens: z.array(tokenSchema) });

const takenTokenSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string().nullable(),
    revokedAt: instant,
    revokedBy: z.string().meta({ description: "The administrator" }),
  })
  .meta({ id: "TakenToken" });
export const ownTokensSchema = tokensSchema.extend({
  taken: z
    .array(takenTokenSchema)
    .meta({ description: "Tokens that administrators revoked in the last 30 days" }),
});

const days = packed(fieldTexts.wholeNumber({ least: 1, most: 3650 }));

export const newTokenSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, packed(fieldTexts.enterSomething()))
      .max(100, packed(fieldTexts.atMost({ most: 100 })))
      .meta({ description: "Your name for it", example: "cron on web01" }),
    scopes: scopes.default(["read", "act"]),
    expiresInDays: z.int().min(1, days).max(3650, days).nullable().default(null),
    password: passwordField
      .optional()
      .meta({ description: "The person's own; absent only for people without one, who have just logged in" }),
  })
  .meta({ id: "NewToken" });
export const issuedTokenSchema = z
  .strictObject({ id: z.uuid(), token: z.string().meta({ description: "Readable only now" }) })
  .meta({ id: "IssuedToken" });

export const personSchema = z
  .strictObject({
    name,
    role: z.enum(roles),
    customers,
    phone,
    disabledAt: instant.nullable(),
    twoFactor: z.boolean(),
    hasPassword: z.boolean(),
    lacksSecondFactor: z.boolean().meta({
      description:
        "Staff who log in with a password alone, or through the company's login without proof of a second factor",
    }),
    lastSeenAt: instant.nullable().meta({ description: "In a session that has not expired" }),
  })
  .meta({ id: "Person" });
export const peopleSchema = z.strictObject({ people: z.array(personSchema) });
