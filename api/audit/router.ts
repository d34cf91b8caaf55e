import { once } from "node:events";
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { type AuditEntry, searchAudit } from "../../db/people/audit.ts";
import { requireRole } from "../auth/authenticate.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { readParameters } from "../http/parameters.ts";
import { auditFilterParameters, auditParameters } from "./parameters.ts";
import type { AuditEntryAnswer, auditPageSchema } from "./schemas.ts";

const mostCsvRows = 100_000;
const csvBatch = 1_000;

/** Who did what, and when. Mounted behind `authenticate`; customers' people do not see it. */
export function auditRouter(deps: { db: Database }): Router {
  const router = Router();
  const staff = requireRole("operator", "admin");
  router.get("/api/audit", staff, (request, response) => answerPage(deps.db, request, response));
  router.get("/api/audit.csv", staff, (request, response) => answerCsv(deps.db, request, response));
  return router;
}

async function answerPage(db: Database, request: Request, response: Response): Promise<void> {
  const { limit, cursor, ...filter } = readParameters(auditParameters, request.query);
  const before = cursor === undefined ? undefined : readCursor("audit", z.tuple([z.int()]), cursor)[0];
  // One row more than asked for tells whether there is another page.
  const rows = await searchAudit(db, filter, { before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  response.json({
    entries: shown.map(present),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor("audit", [last.id]) : null,
  } satisfies z.infer<typeof auditPageSchema>);
}

/** Streams the rows, so that neither a slow reader nor a long log fills the memory. */
async function answerCsv(db: Database, request: Request, response: Response): Promise<void> {
  const filter = readParameters(auditFilterParameters, request.query);
  let rows = await searchAudit(db, filter, { limit: csvBatch });
  response.attachment("audit.csv").type("text/csv; charset=utf-8");
  response.write(csvHead());
  for (let sent = 0; rows.length > 0 && !response.destroyed; ) {
    const lines = rows.map((row) => csvLine(present(row))).join("");
    if (!response.write(lines)) await Promise.race([once(response, "drain"), once(response, "close")]);
    sent += rows.length;
    const limit = Math.min(csvBatch, mostCsvRows - sent);
    rows = limit === 0 ? [] : await searchAudit(db, filter, { before: rows.at(-1)!.id, limit });
  }
  response.end();
}

const present = ({ at, request: _request, ...entry }: AuditEntry): AuditEntryAnswer => ({
  ...entry,
  at: at.toISOString(),
});

/** Excel recognises UTF-8 only by a byte order mark, and runs a cell that begins like a formula. */
const byteOrderMark = "\uFEFF";
const formula = /^[=+\-@\t\r]/;
const columns = [
  ...["id", "at", "person", "role", "action", "customer", "incident"],
  ...["outcome", "code", "via", "detail"],
] as const satisfies readonly (keyof AuditEntryAnswer)[];

const csvHead = (): string => `${byteOrderMark}${columns.map(quoted).join(",")}\r\n`;

const csvLine = (entry: AuditEntryAnswer): string =>
  `${columns.map((column) => quoted(textOf(entry[column]))).join(",")}\r\n`;

function textOf(value: unknown): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function quoted(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
