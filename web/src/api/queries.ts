import { queryOptions } from "@tanstack/react-query";
import { get } from "./client.ts";
import type { IncidentAnswer, Me } from "./types.ts";

/** Who is logged in. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => get<Me>("/api/me", { signal }),
  staleTime: 60_000,
});

export const incidentQuery = (number: number) =>
  queryOptions({
    queryKey: ["incident", number],
    queryFn: ({ signal }) => get<IncidentAnswer>(`/api/incidents/${number}`, { signal }),
  });
