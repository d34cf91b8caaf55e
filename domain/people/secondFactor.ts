interface StaffLogin {
  role: "operator" | "admin" | "customer";
  via: "session" | "token";
  /** The session was opened by one, our own or the company's. */
  secondFactor: boolean;
  /** They have set up an authenticator app. */
  isSetUp: boolean;
  hasPassword: boolean;
}

export const secondFactorSteps = ["set-up", "log-in-with-it", "ask-company"] as const;

/** What somebody must do about their second factor; if it `isRequired`, they can do nothing else until then. */
interface SecondFactorDue {
  step: (typeof secondFactorSteps)[number];
  isRequired: boolean;
}

/**
 * Administrators decide who gets in, so a password alone lets them in to set up a second factor and to nothing else. A
 * token is no password: it was issued by somebody at the server, or in a session that had to have one.
 */
export const lacksRequiredSecondFactor = ({
  role,
  via,
  secondFactor,
}: Pick<StaffLogin, "role" | "via" | "secondFactor">): boolean =>
  role === "admin" && via === "session" && !secondFactor;

/** Operators without one are only warned: at three in the morning it must not keep them from an incident. */
export function secondFactorDue(login: StaffLogin): SecondFactorDue | null {
  const isRequired = lacksRequiredSecondFactor(login);
  if (login.role === "customer" || login.via === "token" || login.secondFactor) return null;
  if (login.isSetUp) return isRequired ? { step: "log-in-with-it", isRequired } : null;
  return { step: login.hasPassword ? "set-up" : "ask-company", isRequired };
}
