import { AsyncLocalStorage } from "node:async_hooks";
import {
  authenticatedAt,
  claimsSecondFactor,
  type LoginClaims,
  type Proof,
  unproved,
} from "../../domain/people/proof.ts";
import type { OidcSettings } from "./auth.ts";

const visits = new AsyncLocalStorage<{ proof: Proof }>();

/**
 * Answers a person who returns from the company's login. The library tells who they are but not how they
 * proved it, so what their id token says about that is passed to the session opened by this visit.
 */
export const asVisit = <Answer>(answer: () => Promise<Answer>): Promise<Answer> =>
  visits.run({ proof: unproved }, answer);

/** Notes what an id token says. The library has checked its signature. Returns the token's subject. */
export function noteProof(idToken: string | undefined, { secondFactor }: OidcSettings): string | undefined {
  const [, payload] = idToken?.split(".") ?? [];
  if (payload === undefined) return undefined;
  const claims: LoginClaims & { sub?: string } = JSON.parse(Buffer.from(payload, "base64url").toString());
  const visit = visits.getStore();
  if (visit !== undefined)
    visit.proof = {
      secondFactor: secondFactor === "always" || claimsSecondFactor(claims),
      authenticatedAt: authenticatedAt(claims),
    };
  return claims.sub;
}

export const proofOfVisit = (): Proof => visits.getStore()?.proof ?? unproved;
