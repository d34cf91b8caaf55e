import { queryOptions } from "@tanstack/react-query";
import { clock } from "../clock/clock.ts";
import { get } from "./client.ts";
import type { Desk, DispatchContent, Queue, RawAlert, SecondaryDetail } from "./types.ts";

/** How often the queue is read again. */
export const queueMilliseconds = 5_000;

/** What an operator needs at hand; customers' people have no desk. */
export const deskQuery = (number: number) =>
  queryOptions({
    queryKey: ["incident", number, "desk"],
    queryFn: ({ signal }) => get<Desk>(`/api/incidents/${number}/desk`, { signal }),
  });

/** As the tool sent it, which never changes. */
export const rawAlertQuery = (number: number, alert: number) =>
  queryOptions({
    queryKey: ["alert", number, alert],
    queryFn: ({ signal }) => get<RawAlert>(`/api/incidents/${number}/alerts/${alert}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const dispatchQuery = (number: number, dispatch: number) =>
  queryOptions({
    queryKey: ["dispatch", number, dispatch],
    queryFn: ({ signal }) =>
      get<DispatchContent>(`/api/incidents/${number}/dispatches/${dispatch}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** With the procedure that is agreed to, which never changes. */
export const secondaryQuery = (id: number) =>
  queryOptions({
    queryKey: ["secondary", id],
    queryFn: ({ signal }) => get<SecondaryDetail>(`/api/secondary/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const triageQuery = queryOptions({
  queryKey: ["triage"],
  queryFn: async ({ signal }) => {
    const queue = await get<Queue>("/api/triage", { signal });
    clock.set(queue.at);
    return queue;
  },
});
