import { z } from "zod";
import { fieldTexts } from "../../domain/words/fields.ts";
import { packed } from "../../domain/words/phrase.ts";

const text = (most: number) =>
  z
    .string()
    .min(1, packed(fieldTexts.enterSomething()))
    .max(most, packed(fieldTexts.atMost({ most })));
export const passwordField = text(1_000).meta({ format: "password" });
const code = text(40);
/** No device is trusted: every login needs the second factor. */
const trustDevice = z.literal(false).optional();

export const signInSchema = z
  .strictObject({ username: text(200).meta({ description: "The person's name" }), password: passwordField })
  .meta({ id: "SignIn" });
export const totpSchema = z.strictObject({ code, trustDevice }).meta({ id: "TotpCode" });
export const backupCodeSchema = z.strictObject({ code, trustDevice }).meta({ id: "BackupCode" });
export const passwordSchema = z.strictObject({ password: passwordField }).meta({ id: "OwnPassword" });
export const changePasswordSchema = z
  .strictObject({ currentPassword: passwordField, newPassword: passwordField })
  .meta({ id: "ChangePassword" });
export const socialSchema = z
  .strictObject({
    provider: z.literal("oidc"),
    callbackURL: z.string().startsWith("/").max(500).optional(),
    again: z
      .literal(true)
      .optional()
      .meta({ description: "The company's login must ask the person to prove who they are again" }),
  })
  .transform(({ again, ...visit }) => ({
    ...visit,
    ...(again && { additionalParams: { prompt: "login", max_age: "0" } }),
  }))
  .meta({ id: "CompanyLogin" });
export const nothingSchema = z.strictObject({});

export const methodsSchema = z
  .strictObject({
    password: z.literal(true),
    oidc: z.strictObject({ name: z.string() }).nullable().meta({ description: "The company's own login" }),
  })
  .meta({ id: "LoginMethods" });

/** The part of the login's answer that clients may rely on. */
export const loginAnswerSchema = z
  .looseObject({
    twoFactorRedirect: z.literal(true).optional().meta({ description: "The second factor is needed next" }),
    totpURI: z.string().optional().meta({ description: "For the authenticator app" }),
    backupCodes: z.array(z.string()).optional(),
    url: z.string().optional().meta({ description: "The address of the company's login" }),
  })
  .meta({ id: "LoginAnswer" });
