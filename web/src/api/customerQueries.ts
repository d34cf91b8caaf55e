import { queryOptions } from "@tanstack/react-query";
import { get } from "./client.ts";
import type { CustomerAnswer, CustomerList } from "./types.ts";

export const customersQuery = queryOptions({
  queryKey: ["customers"],
  queryFn: ({ signal }) => get<CustomerList>("/api/customers", { signal }),
});

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => get<CustomerAnswer>(customerPath(id), { signal }),
  });

export const customerPath = (id: string): string => `/api/customers/${encodeURIComponent(id)}`;
