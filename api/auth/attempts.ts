import type { Database } from "../../db/connect.ts";
import {
  attemptsAt,
  beginAttempt,
  type Counted,
  forgetAttempts,
  takeBackAttempt,
} from "../../db/queries/loginAttempts.ts";
import { DomainError } from "../../domain/errors.ts";
import { backOffByAddress, backOffByName } from "../../domain/people/backOff.ts";
import { accessTexts } from "../../domain/texts/logins.ts";
import type { LoginEndpoint } from "./endpoints.ts";

export interface Attempt {
  /** Seconds to wait before another may be made; 0: go on. */
  wait: number;
  wasRight(): Promise<void>;
}

/**
 * Counts an attempt by the name tried, from wherever it comes, and by the address it comes from, whoever is tried.
 * A name that nobody has is counted like any other, so that the wait tells nothing.
 */
export async function attempt(
  db: Database,
  guarded: NonNullable<LoginEndpoint["guarded"]>,
  by: { name: string; address: string },
  now: Date,
): Promise<Attempt> {
  const name: Counted = { key: attemptsAt(guarded, by.name), backOff: backOffByName };
  const address: Counted = { key: `from ${by.address}`, backOff: backOffByAddress };
  return {
    wait: await beginAttempt(db, [name, address], now),
    async wasRight() {
      await forgetAttempts(db, name.key);
      await takeBackAttempt(db, address.key);
    },
  };
}

export const mustWait = (seconds: number): DomainError =>
  new DomainError("too_many_attempts", accessTexts.tooManyAttempts({ seconds }));
