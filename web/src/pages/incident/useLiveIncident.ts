import { useQuery } from "@tanstack/react-query";
import { deskQuery } from "../../api/incidentQueries.ts";
import { incidentQuery, meQuery } from "../../api/queries.ts";
import { useLiveState } from "../../live/liveState.ts";

/** How often to read what the stream does not report, such as a mail's bounce; without the stream, everything. */
const calmMilliseconds = 30_000;
const withoutStreamMilliseconds = 5_000;

/**
 * One incident as it goes on, and for operators what they need at hand. The live connection says when either changed;
 * where it has fallen silent, both are asked for instead.
 */
export function useLiveIncident(number: number) {
  const { data: me } = useQuery(meQuery);
  const isOperator = me !== undefined && me.role !== "customer";
  const refetchInterval = useLiveState(({ stale }) => stale) ? withoutStreamMilliseconds : calmMilliseconds;
  const incident = useQuery({ ...incidentQuery(number), refetchInterval });
  const desk = useQuery({ ...deskQuery(number), refetchInterval, enabled: isOperator });
  return { me, isOperator, incident, desk };
}
