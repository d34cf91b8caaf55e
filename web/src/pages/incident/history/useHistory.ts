import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { get } from "../../../api/client.ts";

const atFirst = 50;
const aStep = 100;

interface HistoryOf<Item> {
  list: "timeline" | "alerts" | "dispatches" | "calls";
  number: number;
  /** The latest, in order, as the incident itself tells them. */
  latest: readonly Item[];
  count: number;
  idOf: (item: Item) => string;
}

type Page<Item> = Record<string, readonly Item[]> & { nextCursor: string | null };

/** One list of an incident, newest first: the latest as they come, older ones as far as somebody asks for them. */
export function useHistory<Item>({ list, number, latest, count, idOf }: HistoryOf<Item>) {
  const [wanted, setWanted] = useState(atFirst);
  const older = useInfiniteQuery({
    queryKey: ["history", number, list],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      return get<Page<Item>>(`/api/incidents/${number}/${list}?limit=200${cursor}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: wanted > latest.length && count > latest.length,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const earlier = (older.data?.pages ?? []).flatMap((page) => (page[list] ?? []).toReversed());
  const known = new Map([...latest.toReversed(), ...earlier].map((item) => [idOf(item), item]));
  const items = [...known.values()].slice(0, wanted);
  const { hasNextPage, isFetching, fetchNextPage } = older;
  const isShort = wanted > known.size && hasNextPage && !isFetching;
  // The first part is known already; older ones come with the parts before it.
  useEffect(() => {
    if (isShort) void fetchNextPage();
  }, [isShort, fetchNextPage]);

  return {
    items,
    left: Math.max(0, count - items.length),
    isPending: isFetching,
    showOlder: () => setWanted(wanted + aStep),
  };
}
