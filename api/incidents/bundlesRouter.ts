import { randomUUID } from "node:crypto";
import { Router } from "express";
import { recordAudit } from "../../db/people/audit.ts";
import { bundleContent } from "../../db/runbooks/bundles.ts";
import type { Vault } from "../../db/vault.ts";
import { DomainError } from "../../domain/errors.ts";
import { refusalTexts } from "../../domain/incidents/steeringTexts.ts";
import { whoActs } from "../auth/audited.ts";
import { personOf, requireRole } from "../auth/authenticate.ts";
import { findVisible } from "./actions/findVisible.ts";
import type { IncidentsDeps } from "./answer.ts";
import { incidentNumberOf } from "./router.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Serves the bundles that runs brought from their targets, only to operators and admins. Records each time
 * (RA4).
 */
export function bundlesRouter({ db, clock, vault }: IncidentsDeps & { vault: Vault }): Router {
  const router = Router();
  router.get(
    "/api/incidents/:number/bundles/:id",
    requireRole("operator", "admin"),
    async (request, response) => {
      const number = incidentNumberOf(request);
      const { customer } = await findVisible(db, number, personOf(response));
      const id = String(request.params.id);
      const bundle = uuid.test(id) ? await bundleContent(db, vault, number, id) : null;
      if (bundle === null) throw new DomainError("not_found", refusalTexts.nothingOfIt());
      await recordAudit(db, {
        ...whoActs(response),
        at: clock(),
        action: "download-bundle",
        customer,
        incident: number,
        detail: { bundle: id },
        request: randomUUID(),
        outcome: "done",
        code: null,
      });
      response
        .status(200)
        // A target's name may contain any letter; only the framework escapes it correctly for a header.
        .attachment(bundle.name)
        .set({ "content-type": "application/gzip", "cache-control": "no-store" })
        .send(bundle.content);
    },
  );
  return router;
}
