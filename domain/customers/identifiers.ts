/** Customer ids are part of workflow ids, addresses and commands. */
export const customerIdPattern = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

/** Targets have the names that tools give their nodes, so more is allowed there: `10.0.1.11:9100`, `C:`. */
const namePattern = /^[\p{L}\p{N}](?:[^\p{C}]{0,198}[^\p{C}\s])?$/u;
/** Full-width letters and figures look like ordinary ones but are different, so an id with them is easily mistyped. */
const idPattern = /^(?!.*[\uff01-\uff5e])[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,62}$/u;

/** What is wrong with a key that the customer chose; null if nothing is. */
export function problemOfId(section: string, id: string): string | null {
  if (section === "targets") return namePattern.test(id) ? null : "expected a target's name as tools give it";
  return idPattern.test(id) ? null : "expected an id of letters, digits, -, _ and .";
}
