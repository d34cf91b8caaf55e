import { randomUUID } from "node:crypto";
import type { Database } from "../db/connect.ts";
import { audited as auditedAct } from "../db/people/audit.ts";
import { actorText } from "../domain/people/actor.ts";
import { userName } from "./userName.ts";

interface Asked {
  action: string;
  customer?: string | null;
  detail: Record<string, unknown>;
  at: Date;
}

/** Runs a command's act. The audit log records it before and after. */
export function audited<Done>(db: Database, asked: Asked, act: () => Promise<Done>): Promise<Done> {
  const person = actorText({ kind: "command", name: userName() });
  const beginning = {
    ...asked,
    person,
    request: randomUUID(),
    role: null,
    incident: null,
    via: "command",
  } as const;
  return auditedAct(db, { ...beginning, customer: asked.customer ?? null }, act);
}
