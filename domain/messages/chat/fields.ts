import { z } from "zod";
import { list, pattern, readSecretName, withDefault } from "../../customerFields.ts";

/** Whom a message notifies; nobody unless the file says so. */
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

/** As it is sent: what is not plain would be read as something else on its way. */
export const isWebhook = (value: string): boolean =>
  /^https?:\/\/[!-~]+$/i.test(value) && URL.parse(value) !== null;
