interface StaffLogin {
  role: "operator" | "admin" | "customer";
  via: "session" | "token";
  /** The session was opened with a second factor, ours or the company's. */
  secondFactor: boolean;
  /** They have set up an authenticator app. */
  isSetUp: boolean;
  hasPassword: boolean;
}

export const secondFactorSteps = ["set-up", "log-in-with-it", "ask-company"] as const;

/** What a person must do about the second factor. If it `isRequired`, they can do nothing else until then. */
interface SecondFactorDue {
  step: (typeof secondFactorSteps)[number];
  isRequired: boolean;
}

/**
 * Administrators decide who gets in. With only a password they can set up a second factor, but do nothing else. A
 * token does not count as a password: somebody issued it at the server, or in a session that had to have a second
 * factor.
 */
export const lacksRequiredSecondFactor = ({
  role,
  via,
  secondFactor,
}: Pick<StaffLogin, "role" | "via" | "secondFactor">): boolean =>
  role === "admin" && via === "session" && !secondFactor;

/** Of the active staff: those whom a password alone lets in, and those who are logged in without a second factor. */
export const mayComeInWithoutSecondFactor = (person: {
  role: StaffLogin["role"];
  disabledAt: Date | null;
  isSetUp: boolean;
  hasPassword: boolean;
  /** Of a session that has not run out. */
  isInWithout: boolean;
}): boolean =>
  person.role !== "customer" &&
  person.disabledAt === null &&
  !person.isSetUp &&
  (person.hasPassword || person.isInWithout);

/**
 * Operators without a second factor are only warned: at three in the morning it must not keep them from an incident.
 */
export function secondFactorDue(login: StaffLogin): SecondFactorDue | null {
  const isRequired = lacksRequiredSecondFactor(login);
  if (login.role === "customer" || login.via === "token" || login.secondFactor) return null;
  if (login.isSetUp) return isRequired ? { step: "log-in-with-it", isRequired } : null;
  return { step: login.hasPassword ? "set-up" : "ask-company", isRequired };
}
