import { queryOptions } from "@tanstack/react-query";
import { get } from "./client.ts";
import type { PeopleList, SessionList, TokenList } from "./types.ts";

export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) => get<SessionList>("/api/me/sessions", { signal }),
});

export const tokensQuery = queryOptions({
  queryKey: ["me", "tokens"],
  queryFn: ({ signal }) => get<TokenList>("/api/me/tokens", { signal }),
});

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => get<PeopleList>("/api/people", { signal }),
});
