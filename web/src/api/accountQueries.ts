import { queryOptions } from "@tanstack/react-query";
import { get } from "./client.ts";
import type { OwnTokenList, PeopleList, SessionList, TokenList } from "./types.ts";

export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) => get<SessionList>("/api/me/sessions", { signal }),
});

export const tokensQuery = queryOptions({
  queryKey: ["me", "tokens"],
  queryFn: ({ signal }) => get<OwnTokenList>("/api/me/tokens", { signal }),
});

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => get<PeopleList>("/api/people", { signal }),
});

export const personsTokensQuery = (name: string) =>
  queryOptions({
    queryKey: ["people", name, "tokens"],
    queryFn: ({ signal }) => get<TokenList>(personsTokensAddress(name), { signal }),
  });

export const personsTokensAddress = (name: string): string =>
  `/api/people/${encodeURIComponent(name)}/tokens`;
