import type { GenericEndpointContext } from "better-auth";
import { APIError } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import type { Database } from "../../db/connect.ts";
import { claimTotpStep, nameOfLogin, totpSecretOf } from "../../db/people/logins.ts";
import { personAtWork } from "../../db/people/peopleAccess.ts";
import { type Proof, unproved } from "../../domain/people/proof.ts";
import { proofOfVisit } from "./companyProof.ts";
import { totpStepOf } from "./totp.ts";

/**
 * The gate that every login passes, however the person proved who they are. It refuses people who are shut
 * out, and accepts each code of the second factor once, where the library would accept it again while it is
 * valid. The session keeps how it was opened.
 */
export const beforeSession =
  (db: Database) =>
  async (session: { userId: string }, context: GenericEndpointContext | null): Promise<{ data: Proof }> => {
    const name = await nameOfLogin(db, { id: session.userId });
    if (name === null || (await personAtWork(db, name)) === null)
      throw refused("INVALID_USERNAME_OR_PASSWORD");
    if (context?.path === "/two-factor/verify-totp") await claimCode(db, session.userId, context);
    return { data: proofOf(context) };
  };

async function claimCode(
  db: Database,
  userId: string,
  { context, body }: GenericEndpointContext,
): Promise<void> {
  const sealed = await totpSecretOf(db, userId);
  if (sealed === null) throw refused("INVALID_CODE");
  const secret = await symmetricDecrypt({ key: context.secretConfig, data: sealed });
  const step = totpStepOf(secret, body.code, new Date());
  if (step === null || !(await claimTotpStep(db, userId, step))) throw refused("INVALID_CODE");
}

/** A session that replaces another after a password change keeps the old one's proof. */
function proofOf(context: GenericEndpointContext | null): Proof {
  switch (context?.path) {
    case "/two-factor/verify-totp":
    case "/two-factor/verify-backup-code":
      return { ...unproved, secondFactor: true };
    case "/change-password":
      return { ...unproved, secondFactor: context.context.session?.session.secondFactor === true };
    default:
      return proofOfVisit();
  }
}

const refused = (code: string): APIError => new APIError("UNAUTHORIZED", { code, message: code });
