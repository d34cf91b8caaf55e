import { z } from "zod";
import { list, pattern, readSecretName, withDefault } from "../../customerFields.ts";

/** The accounts that a message mentions; none by default. */
export const mentions = (form: RegExp, expected: string) =>
  withDefault(list(pattern(form, expected), "expected a list of accounts"), []);

const urlExpected = "expected secret:NAME or an https address";

export const webhookUrl = z.string(urlExpected).transform((value, context) => {
  const name = readSecretName(value);
  if (name !== null) return { secret: name };
  if (isWebhook(value)) return value;
  context.addIssue({ code: "custom", message: urlExpected });
  return z.NEVER;
});

/** An address that is sent exactly as written; other characters would be changed on the way. */
export const isWebhook = (value: string): boolean =>
  /^https?:\/\/[!-~]+$/i.test(value) && URL.parse(value) !== null;
