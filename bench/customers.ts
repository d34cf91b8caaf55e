/**
 * A person with a telephone, an address and a rule of their own, so that no other alert's skip interval hides
 * their call.
 */
export interface Person {
  customer: string;
  /** The node whose alerts this person is told about. */
  node: string;
  phone: string;
  mail: string;
}

export const customerCount = 10;
const chatRoom = "CBENCH";

export interface BenchCustomer {
  id: string;
  file: string;
  people: Person[];
}

/** Ten customers, each with one person for every alert it will get. */
export function benchCustomers(peopleEach: number): BenchCustomer[] {
  return Array.from({ length: customerCount }, (_, index) => {
    const id = `bench-${String(index).padStart(2, "0")}`;
    const people = Array.from({ length: peopleEach }, (_person, place): Person => {
      const digits = `${String(index).padStart(2, "0")}${String(place).padStart(5, "0")}`;
      return {
        customer: id,
        node: `n${place}`,
        phone: `+81901${digits}`,
        mail: `p${place}@${id}.example`,
      };
    });
    return { id, people, file: fileOf(id, people) };
  });
}

/** Every rule notifies by mail, chat and telephone. JSON is valid YAML. */
function fileOf(id: string, people: readonly Person[]): string {
  const contacts = Object.fromEntries(
    people.map(({ node, phone, mail }) => [node, { name: `担当 ${node}`, phone, mail }]),
  );
  const rule = (match: { node?: string }, list: string[], ringSeconds: number) => ({
    name: match.node ?? "everything else",
    match,
    notify: { mail: { to: list.slice(0, 1) }, chat: ["ops"], call: { list, ringSeconds } },
  });
  const rules = [
    ...people.map(({ node }) => rule({ node }, [node], 30)),
    rule({ node: twoCallsNode }, ["n0", "n1"], 1),
    rule({}, ["n2"], 30),
  ];
  const chat = { ops: { slack: { channel: chatRoom } } };
  const file = {
    customer: id,
    name: id,
    plan: "full",
    contacts,
    chat,
    sources: { tool: { kind: "native" } },
    rules,
  };
  return JSON.stringify(file);
}

/** Its rule calls two people one after the other; the first rings only for a second. */
export const twoCallsNode = "two-calls";
/** People of each customer who are called by other rules than their own. */
export const peopleOfOtherRules = 3;
