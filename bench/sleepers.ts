import type { BenchCustomer, Person } from "./customers.ts";

const prefix = "bench-sleeping-";
const customers = Array.from({ length: 10 }, (_, index) => `${prefix}${index}`);
const wakersEach = 3;

/** The pattern of their ids. */
export const sleepersCustomers = `${prefix}%`;

/** Customers without telephones: an incident of theirs is told by mail, and waits for its recovery. */
export const sleepersFiles = (): Pick<BenchCustomer, "id" | "file">[] =>
  customers.map((id) => {
    const wakers = [...wakersOf("early"), ...wakersOf("late")].filter(({ customer }) => customer === id);
    const contacts = wakers.map(({ node, mail }) => [node, { name: node, mail }]);
    const rules = wakers.map(({ node }) => ({ name: node, match: { node }, notify: mailTo(node) }));
    const file = {
      customer: id,
      name: id,
      plan: "full",
      sources: { tool: { kind: "native" } },
      contacts: { ...Object.fromEntries(contacts), all: { name: "all", mail: `all@${id}.example` } },
      rules: [...rules, { name: "all", notify: mailTo("all") }],
    };
    return { id, file: JSON.stringify(file) };
  });

const mailTo = (contact: string) => ({ mail: { to: [contact] } });

/** Those whose recovery is measured, with an address of their own. */
export const wakersOf = (when: "early" | "late"): Person[] =>
  customers.flatMap((customer) =>
    Array.from({ length: wakersEach }, (_, index) => {
      const node = `${when}-${index}`;
      return { customer, node, phone: "", mail: `${node}@${customer}.example` };
    }),
  );

/** The nodes of all others, by customer. */
export const sleepersNodes = (count: number): Map<string, string[]> =>
  new Map(
    customers.map((customer) => [
      customer,
      Array.from({ length: Math.ceil(count / customers.length) }, (_, index) => `sleeper-${index}`),
    ]),
  );
