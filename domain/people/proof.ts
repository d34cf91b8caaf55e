/** How a person proved who they are, as a session remembers it. */
export interface Proof {
  /** With a second factor, ours or the company's. */
  secondFactor: boolean;
  /** When the company's login authenticated them; null if it did not say, and for a login by password. */
  authenticatedAt: Date | null;
}

export const unproved: Proof = { secondFactor: false, authenticatedAt: null };

/** What an id token says about the login, by RFC 8176: `amr` is a list, `acr` the name of a level. */
export interface LoginClaims {
  amr?: unknown;
  acr?: unknown;
  auth_time?: unknown;
}

const known = ["pwd", "pin", "kba"];
const possessed = ["otp", "hwk", "swk", "sc", "pop", "sms", "tel", "face", "fpt", "iris", "retina", "vbm"];
/** Levels that by definition mean a second factor. A provider's own names such as "1" or "gold" mean nothing to us. */
const levels = [
  "phr",
  "phrh",
  "possessionorinherence",
  "https://refeds.org/profile/mfa",
  "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
  "urn:okta:loa:2fa:any",
];

/** Whether the company's login used a second factor: it names one, or two methods of different kinds. */
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

/** Whether a person just logged in at the company's login. This is the proof for people without a password. */
export const isFresh = ({ authenticatedAt: at }: Pick<Proof, "authenticatedAt">, now: Date): boolean =>
  at !== null && now.getTime() - at.getTime() <= freshMinutes * 60_000;
