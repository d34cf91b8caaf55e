import { type Level, levelRank } from "../../alerts/level.ts";
import { type Due, dueKinds } from "./due.ts";

interface Ordered {
  number: number;
  level: Level;
  due: Due;
}

/**
 * Sorts the board: first incidents with a promise to keep, by its deadline; then those that wait for a person without
 * a clock; then those that are only followed. Within these, the higher level comes first, then the older incident.
 * The order does not depend on the time of day, so nothing moves unless something happens.
 */
export function byDue(one: Ordered, other: Ordered): number {
  return (
    moment(one) - moment(other) ||
    dueKinds.indexOf(one.due.what) - dueKinds.indexOf(other.due.what) ||
    levelRank(other.level) - levelRank(one.level) ||
    one.number - other.number
  );
}

const never = Number.MAX_SAFE_INTEGER;
const moment = ({ due }: Ordered): number => (due.at === null ? never : Date.parse(due.at));
