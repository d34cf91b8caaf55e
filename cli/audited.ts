import { randomUUID } from "node:crypto";
import type { Database } from "../db/connect.ts";
import { audited as auditedAct } from "../db/people/audit.ts";
import { userName } from "./userName.ts";

interface Asked {
  action: string;
  customer?: string | null;
  detail: Record<string, unknown>;
  at: Date;
}

/** Does what a command was asked for, which the audit log has before and after. */
export const audited = <Done>(db: Database, asked: Asked, act: () => Promise<Done>): Promise<Done> =>
  auditedAct(
    db,
    {
      ...{ customer: null, ...asked, request: randomUUID() },
      ...{ person: `command:${userName()}`, role: null, incident: null, via: "command" },
    },
    act,
  );
