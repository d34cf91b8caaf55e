import { randomUUID } from "node:crypto";
import type { Database } from "../../db/connect.ts";
import { beginAudit, endAudit, recordAudit } from "../../db/people/audit.ts";
import { countRefusal } from "../../db/people/loginRefusals.ts";
import { personAtWork } from "../../db/people/peopleAccess.ts";

interface Deps {
  db: Database;
  clock: () => Date;
}

/** What to record. */
export interface Step {
  /** null: the step does nothing yet. */
  action: string | null;
  /** null: an unknown person. */
  name: string | null;
  address: string;
}

/** An unknown person's name in the audit log. */
export const unknownPerson = "?";

type End = (outcome: "done" | "refused" | "failed", code: string | null) => Promise<void>;

/** For people who are logged in: writes the audit log's row before the action. */
export async function begun({ db, clock }: Deps, { action, name, address }: Step): Promise<End> {
  if (action === null) return async () => {};
  const id = randomUUID();
  const person = name === null ? null : await personAtWork(db, name);
  await beginAudit(db, {
    at: clock(),
    person: name ?? unknownPerson,
    role: person?.role ?? null,
    action,
    customer: null,
    incident: null,
    detail: { address },
    via: "session",
    request: id,
  });
  return (outcome, code) => endAudit(db, id, outcome, code);
}

/**
 * For people not logged in yet: writes the row once the outcome is known, just before the answer, so that
 * outsiders cannot fill the log. A logout without a login is not recorded.
 */
export function onceKnown(deps: Deps, { action, name, address }: Step): End {
  const person = name ?? unknownPerson;
  return async (outcome, code) => {
    if (action === null || (name === null && action === "logout")) return;
    if (outcome === "done") await recordLogin(deps, { person, action, code, address });
    else await countRefusal(deps.db, { person, action, outcome, code, address }, deps.clock());
  };
}

/** Records a login that succeeded or goes on to the second factor. */
async function recordLogin(
  { db, clock }: Deps,
  login: { person: string; action: string; code: string | null; address: string },
): Promise<void> {
  const { person, action, code, address } = login;
  const role = (await personAtWork(db, person))?.role ?? null;
  await recordAudit(db, {
    at: clock(),
    person,
    role,
    action,
    customer: null,
    incident: null,
    detail: { address },
    outcome: "done",
    code,
    via: "session",
    request: randomUUID(),
  });
}
