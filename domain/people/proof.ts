/** How somebody proved who they are, as a session remembers it. */
export interface Proof {
  /** By a second factor, our own or the company's. */
  secondFactor: boolean;
  /** When the company's login saw them do so; null where it did not say, and for a login by password. */
  authenticatedAt: Date | null;
}

export const unproved: Proof = { secondFactor: false, authenticatedAt: null };

/** What an id token says of how somebody logged in: RFC 8176 for `amr`, which is a list, and `acr`, a level's name. */
export interface LoginClaims {
  amr?: unknown;
  acr?: unknown;
  auth_time?: unknown;
}

const known = ["pwd", "pin", "kba"];
const possessed = ["otp", "hwk", "swk", "sc", "pop", "sms", "tel", "face", "fpt", "iris", "retina", "vbm"];
/** Levels that mean a second factor by their definition; what a provider calls "1" or "gold" means nothing to us. */
const levels = [
  "phr",
  "phrh",
  "possessionorinherence",
  "https://refeds.org/profile/mfa",
  "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
  "urn:okta:loa:2fa:any",
];

/** A second factor counts where the company's login says that one was used: by name, or by two of different kinds. */
export function claimsSecondFactor({ amr, acr }: LoginClaims): boolean {
  const methods = Array.isArray(amr) ? amr : [];
  const used = (kind: readonly string[]) => kind.some((method) => methods.includes(method));
  return methods.includes("mfa") || (used(known) && used(possessed)) || levels.includes(String(acr));
}

export const authenticatedAt = ({ auth_time: seconds }: LoginClaims): Date | null =>
  typeof seconds === "number" && Number.isSafeInteger(seconds) && seconds > 0
    ? new Date(seconds * 1_000)
    : null;

const freshMinutes = 10;

/** Somebody without a password proves who they are by having just done so at the company's login. */
export const isFresh = ({ authenticatedAt: at }: Pick<Proof, "authenticatedAt">, now: Date): boolean =>
  at !== null && now.getTime() - at.getTime() <= freshMinutes * 60_000;
