/** The filters that stand in the address. */
export interface AuditSearch {
  person?: string;
  action?: string;
  customer?: string;
  incident?: number;
  /** Days on the terminal's calendar; `until` is the last one that counts. */
  from?: string;
  until?: string;
}

export function auditSearch(given: Record<string, unknown>): AuditSearch {
  const { incident } = given;
  return {
    ...text("person", given.person),
    ...text("action", given.action),
    ...text("customer", given.customer),
    ...(Number.isInteger(incident) && Number(incident) > 0 && { incident: Number(incident) }),
    ...day("from", given.from),
    ...day("until", given.until),
  };
}

/** As `GET /api/audit` and its CSV take them. */
export function auditParameters(search: AuditSearch): URLSearchParams {
  const { person, action, customer, incident, from, until } = search;
  const given = {
    person,
    action,
    customer,
    incident: incident?.toString(),
    from: from === undefined ? undefined : midnight(from, 0),
    until: until === undefined ? undefined : midnight(until, 1),
  };
  const entries = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(entries);
}

/** A name of digits alone looks like a number in the address. */
const text = (name: string, value: unknown): object =>
  (typeof value === "string" || typeof value === "number") && value !== "" ? { [name]: String(value) } : {};

const day = (name: string, value: unknown): object =>
  typeof value === "string" && !Number.isNaN(Date.parse(`${value}T00:00`)) ? { [name]: value } : {};

function midnight(day: string, daysLater: number): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
}
