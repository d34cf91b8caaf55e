import { type Level, levelRank } from "../../alerts/level.ts";
import { type Due, dueKinds } from "./due.ts";

interface Ordered {
  number: number;
  level: Level;
  due: Due;
}

/**
 * The order of the board: what has a promise to keep by the moment it ends, then what waits for a person without a
 * clock, then what is only followed; the higher level first, then the older one. It does not depend on the time of
 * day, so nothing moves unless something happened.
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
