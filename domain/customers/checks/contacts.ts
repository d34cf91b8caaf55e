import {
  type Check,
  entries,
  type Findings,
  has,
  inside,
  isMappingPlace,
  isThere,
  items,
  type Place,
} from "./place.ts";

const maxCallNumbers = 10;
const maxOperatorCalls = 5;

/**
 * Everyone to be told exists and can be reached in that way (R2.7.2), and no call list is too long (R5.2.2d, R5.3.2).
 */
export const checkContacts: Check = (file, findings) => {
  const contacts = inside(file, "contacts");
  const each = (list: Place, need: "mail" | "phone" | null) => {
    for (const item of items(list)) checkContact(contacts, item, need, findings);
  };
  for (const system of entries(inside(file, "systems"))) each(inside(system, "emergency"), null);
  for (const rule of items(inside(file, "rules"))) {
    const call = inside(rule, "notify", "call", "list");
    const operatorCalls = inside(rule, "escalation", "operatorCalls");
    const lists = ["businessHours", "afterHours"].map((band) => inside(operatorCalls, band));
    each(inside(rule, "notify", "mail", "to"), "mail");
    each(inside(rule, "escalation", "mail", "to"), "mail");
    each(inside(operatorCalls, "mail", "to"), "mail");
    for (const list of [call, ...lists]) each(list, "phone");
    limit(call, maxCallNumbers, "numbers", findings);
    for (const list of lists) limit(list, maxOperatorCalls, "people", findings);
    if (isMappingPlace(operatorCalls) && lists.every((list) => items(list).length === 0))
      findings.fault(operatorCalls, "expected somebody in businessHours or afterHours");
  }
};

function checkContact(contacts: Place, item: Place, need: "mail" | "phone" | null, findings: Findings): void {
  const id = item.value;
  if (typeof id !== "string" || (isThere(contacts) && !isMappingPlace(contacts))) return;
  const contact = entries(contacts).find(({ key }) => key === id);
  if (contact === undefined)
    findings.fault(item, `there is no contact ${JSON.stringify(id)}${known(contacts)}`);
  else if (need !== null && isMappingPlace(contact) && !has(contact, need))
    findings.fault(
      item,
      `contact ${JSON.stringify(id)} has no ${need === "mail" ? "mail address" : "phone"}`,
    );
}

function limit(list: Place, most: number, what: string, findings: Findings): void {
  const surplus = items(list)[most];
  if (surplus !== undefined)
    findings.fault(
      surplus,
      `expected at most ${most} ${what}; ${JSON.stringify(surplus.value)} is the ${most + 1}th`,
    );
}

/** The first few names: enough to spot a slip of the pen, without listing the whole company. */
export function known(mapping: Place): string {
  const ids = entries(mapping).map(({ key }) => key);
  if (ids.length === 0) return "";
  return `; there ${ids.length === 1 ? "is" : "are"} ${ids.slice(0, 8).join(", ")}${ids.length > 8 ? ", …" : ""}`;
}
