import type { GenericEndpointContext } from "better-auth";
import { APIError } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import type { Database } from "../../db/connect.ts";
import { claimTotpStep, nameOfLogin, totpSecretOf } from "../../db/queries/logins.ts";
import { personAtWork } from "../../db/queries/peopleAccess.ts";
import { totpStepOf } from "./totp.ts";

/**
 * The one gate that every login passes, however somebody proved who they are: nobody who is shut out gets a session,
 * and a code of the second factor opens one only once. The library takes a code as often as it is valid.
 */
export const beforeSession =
  (db: Database) =>
  async (session: { userId: string }, context: GenericEndpointContext | null): Promise<void> => {
    const name = await nameOfLogin(db, { id: session.userId });
    if (name === null || (await personAtWork(db, name)) === null)
      throw refused("INVALID_USERNAME_OR_PASSWORD");
    if (context?.path !== "/two-factor/verify-totp") return;
    const sealed = await totpSecretOf(db, session.userId);
    if (sealed === null) throw refused("INVALID_CODE");
    const secret = await symmetricDecrypt({ key: context.context.secretConfig, data: sealed });
    const step = totpStepOf(secret, context.body.code, new Date());
    if (step === null || !(await claimTotpStep(db, session.userId, step))) throw refused("INVALID_CODE");
  };

const refused = (code: string): APIError => new APIError("UNAUTHORIZED", { code, message: code });
