import { infiniteQueryOptions } from "@tanstack/react-query";
import { get } from "./client.ts";
import type { AuditPageAnswer } from "./types.ts";

/** Newest first, one page at a time. */
export const auditQuery = (filters: string) =>
  infiniteQueryOptions({
    queryKey: ["audit", filters],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams(filters);
      if (pageParam !== null) parameters.set("cursor", pageParam);
      return get<AuditPageAnswer>(`/api/audit?${parameters}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
