import { Router } from "express";
import { z } from "zod";
import type { Database } from "../../../db/connect.ts";
import { openIncidents } from "../../../db/incidents/board.ts";
import { byDue } from "../../../domain/incidents/board/order.ts";
import { personOf } from "../../auth/authenticate.ts";
import { readParameters } from "../../http/parameters.ts";
import { visibleTo } from "../../people/visibility.ts";
import { audienceOf } from "../answer.ts";
import { presentBoard } from "./present.ts";
import type { Board } from "./schemas.ts";

/** Mounted behind `authenticate`. */
export function boardRouter({ db, clock }: { db: Database; clock: () => Date }): Router {
  const router = Router();
  router.get("/api/board", async (request, response) => {
    readParameters(z.strictObject({}), request.query);
    const person = personOf(response);
    const { cursor, incidents } = await openIncidents(db, visibleTo(person));
    const now = clock();
    const rows = await presentBoard(db, incidents, { now, ...audienceOf(response) });
    response.json({
      at: now.toISOString(),
      cursor,
      incidents: rows.toSorted(byDue),
    } satisfies Board);
  });
  return router;
}
