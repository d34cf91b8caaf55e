import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { get } from "./client.ts";
import { customerPath } from "./customerQueries.ts";
import type { OperationTestAnswer, OperationTestPageAnswer } from "./types.ts";

const everyMilliseconds = 1_000;

/** Read again each second while it runs. */
export const operationTestQuery = (id: string) =>
  queryOptions({
    queryKey: ["operation-test", id],
    queryFn: ({ signal }) => get<OperationTestAnswer>(operationTestPath(id), { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? everyMilliseconds : false),
  });

export const operationTestPath = (id: string | number): string =>
  `/api/operation-tests/${encodeURIComponent(id)}`;

/** A customer's tests, newest first. */
export const operationTestsQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ["operation-tests", customer],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `?cursor=${encodeURIComponent(pageParam)}`;
      return get<OperationTestPageAnswer>(`${customerPath(customer)}/operation-tests${cursor}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
