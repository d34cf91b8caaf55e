import { Router } from "express";
import type { z } from "zod";
import { personOf } from "./authenticate.ts";
import type { meSchema } from "./schemas.ts";

/** Mounted behind `authenticate`. */
export function meRouter(): Router {
  const router = Router();
  router.get("/api/me", (_request, response) => {
    const { name, role, customers } = personOf(response);
    response.json({ name, role, customers } satisfies z.infer<typeof meSchema>);
  });
  return router;
}
