import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import {
  alertsOf,
  callsOf,
  dispatchesOf,
  type ListPart,
  type Part,
  timelineOf,
} from "../../db/incidents/incidentLists.ts";
import type { Language } from "../../domain/words/language.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { longestPage } from "../http/parameters.ts";
import {
  type Audience,
  presentAlert,
  presentCall,
  presentDispatch,
  presentTimelineEntry,
} from "./present.ts";

/** Which incident's list to read, and for whom. */
export interface ListRequest {
  incident: number;
  limit: number;
  cursor: string | undefined;
  audience: Audience;
}

interface ListAnswer<Item> {
  items: Item[];
  count: number;
  nextCursor: string | null;
}

interface ListOfIncident<Row, Position extends z.ZodType, Item> {
  name: string;
  query(db: Database, part: Part<z.output<Position>>): Promise<ListPart<Row>>;
  present(row: Row, language: Language): Item;
  position: Position;
  positionOf(row: Row): readonly unknown[];
}

/** Pages are in chronological order; each next page goes back from there, starting with the latest. */
function listOfIncident<Row, Position extends z.ZodType, Item>(list: ListOfIncident<Row, Position, Item>) {
  return async (db: Database, request: ListRequest): Promise<ListAnswer<Item>> => {
    const { incident, limit } = request;
    const { forCustomer, language } = request.audience;
    const name = `${list.name} of ${incident}`;
    const before = request.cursor === undefined ? null : readCursor(name, list.position, request.cursor);
    // One row more than asked for tells whether there are older ones.
    const { rows, count } = await list.query(db, { incident, before, limit: limit + 1, forCustomer });
    const shown = rows.slice(-limit);
    const oldest = shown[0];
    const nextCursor =
      rows.length > limit && oldest !== undefined ? writeCursor(name, list.positionOf(oldest)) : null;
    return { items: shown.map((row) => list.present(row, language)), count, nextCursor };
  };
}

const milliseconds = z.int();

/** The four lists of an incident, by their names in the address and in the answer. */
export const incidentLists = {
  alerts: listOfIncident({
    name: "alerts",
    query: alertsOf,
    present: presentAlert,
    position: z.tuple([z.int()]),
    positionOf: (alert) => [alert.sequence],
  }),
  timeline: listOfIncident({
    name: "timeline",
    query: timelineOf,
    present: presentTimelineEntry,
    position: z.tuple([milliseconds, z.int()]),
    positionOf: (entry) => [entry.at.getTime(), entry.id],
  }),
  dispatches: listOfIncident({
    name: "dispatches",
    query: dispatchesOf,
    present: presentDispatch,
    position: z.tuple([z.int()]),
    positionOf: (dispatch) => [dispatch.id],
  }),
  calls: listOfIncident({
    name: "calls",
    query: callsOf,
    present: presentCall,
    position: z.tuple([milliseconds, z.int(), z.int(), z.uuid()]),
    positionOf: (call) => [call.claimedAt.getTime(), call.round, call.position, call.id],
  }),
};

export type ListName = keyof typeof incidentLists;

/** Reads the latest entries of all four lists at the same time. */
export async function latestOfAll(db: Database, incident: number, audience: Audience) {
  const request: ListRequest = { incident, limit: longestPage, cursor: undefined, audience };
  const [alerts, timeline, dispatches, calls] = await Promise.all([
    incidentLists.alerts(db, request),
    incidentLists.timeline(db, request),
    incidentLists.dispatches(db, request),
    incidentLists.calls(db, request),
  ]);
  return { alerts, timeline, dispatches, calls };
}
