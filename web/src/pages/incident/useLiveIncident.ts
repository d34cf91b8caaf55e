import { useQuery } from "@tanstack/react-query";
import { deskQuery, livelyMs } from "../../api/incidentQueries.ts";
import { incidentQuery, meQuery } from "../../api/queries.ts";

/** One incident as it goes on, and for operators what they need at hand: the one place that keeps both fresh. */
export function useLiveIncident(number: number) {
  const { data: me } = useQuery(meQuery);
  const isOperator = me !== undefined && me.role !== "customer";
  const incident = useQuery({ ...incidentQuery(number), refetchInterval: livelyMs });
  const desk = useQuery({ ...deskQuery(number), refetchInterval: livelyMs, enabled: isOperator });
  return { me, isOperator, incident, desk };
}
