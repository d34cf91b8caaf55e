import type { Database } from "../../db/connect.ts";
import {
  attemptsAt,
  beginAttempt,
  type Counted,
  forgetAttempts,
  takeBackAttempt,
} from "../../db/people/loginAttempts.ts";
import { DomainError } from "../../domain/errors.ts";
import { backOffByAddress, backOffByName } from "../../domain/people/backOff.ts";
import { accessTexts } from "../../domain/people/loginTexts.ts";
import type { LoginEndpoint } from "./endpoints.ts";

export interface Attempt {
  /** Seconds to wait before the next attempt; 0: go on. */
  wait: number;
  wasRight(): Promise<void>;
}

interface Origin {
  network: string;
  /** null: nobody has logged in with this browser before. */
  knownBrowser: string | null;
}

/**
 * Counts an attempt by the name tried and by the network it comes from. Unknown names count like known ones,
 * so that the wait does not tell them apart. In a browser known for the person, only the attempts made in
 * that browser count.
 */
export async function attempt(
  db: Database,
  guarded: NonNullable<LoginEndpoint["guarded"]>,
  by: Origin & { name: string },
  now: Date,
): Promise<Attempt> {
  const key = attemptsAt(guarded, by.name);
  if (by.knownBrowser !== null) return ofOneKey(db, `${key} in ${by.knownBrowser}`, now);
  const name: Counted = { key, backOff: backOffByName };
  const network: Counted = { key: `from ${by.network}`, backOff: backOffByAddress };
  return {
    wait: await beginAttempt(db, [name, network], now),
    async wasRight() {
      await forgetAttempts(db, name.key);
      await takeBackAttempt(db, network.key);
    },
  };
}

/**
 * Counts a return from the company's login; only afterwards do we learn who it was. It does not count with
 * passwords, since any page can send a browser here.
 */
export async function companyAttempt(db: Database, by: Origin, now: Date): Promise<Attempt> {
  if (by.knownBrowser !== null) return ofOneKey(db, `company login in ${by.knownBrowser}`, now);
  const network: Counted = { key: `company login from ${by.network}`, backOff: backOffByAddress };
  return {
    wait: await beginAttempt(db, [network], now),
    wasRight: () => takeBackAttempt(db, network.key),
  };
}

async function ofOneKey(db: Database, key: string, now: Date): Promise<Attempt> {
  return {
    wait: await beginAttempt(db, [{ key, backOff: backOffByName }], now),
    wasRight: () => forgetAttempts(db, key),
  };
}

export const mustWait = (seconds: number): DomainError =>
  new DomainError("too_many_attempts", accessTexts.tooManyAttempts({ seconds }));
