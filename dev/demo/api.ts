import type { z } from "zod";
import { DomainError } from "../../domain/errors.ts";
import { type IncidentView, incidentList, incidentView } from "./incidentView.ts";

export interface DemoApi {
  incident(number: number): Promise<IncidentView>;
  startRunbook(number: number, runbook: string): Promise<void>;
  /** The newest incidents of a customer's node and alarm. */
  incidents(
    customer: string,
    node: string,
    alarm: string,
  ): Promise<z.infer<typeof incidentList>["incidents"]>;
}

export function demoApi(address: string, token: string): DemoApi {
  const get = async <Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.infer<Shape>> => {
    const response = await fetch(`${address}/api/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new DomainError("api", `the API answered ${response.status} to GET /api/${path}`);
    return shape.parse(await response.json());
  };
  return {
    async startRunbook(number, runbook) {
      const path = `incidents/${number}/runbooks`;
      const response = await fetch(`${address}/api/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ runbook }),
        signal: AbortSignal.timeout(15_000),
      });
      await response.body?.cancel();
      if (!response.ok)
        throw new DomainError("api", `the API answered ${response.status} to POST /api/${path}`);
    },
    incident: (number) => get(`incidents/${number}`, incidentView),
    async incidents(customer, node, alarm) {
      const { incidents } = await get(`incidents?customer=${customer}&limit=20`, incidentList);
      return incidents.filter((incident) => incident.node === node && incident.alarm === alarm);
    },
  };
}
