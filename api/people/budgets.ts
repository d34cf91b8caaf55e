import { personOf } from "../auth/authenticate.ts";
import { type Budget, budget } from "../http/underWay.ts";

const mebibyte = 1024 * 1024;

/** Each password takes 19 MiB and a tenth of a second to check: others wait rather than all fail. */
export const passwordBudgets = (): Budget[] => [
  budget({ requests: 10, bytes: mebibyte }),
  budget({ requests: 2, bytes: mebibyte }, (_request, response) => personOf(response).name),
];

/**
 * What those who are logged in may have under way. Customers and the control centre's people have nothing in common
 * that one could take from the other; all tokens of a customer's people share that customer's part.
 */
export const peoplesBudgets = (): Budget[] => [
  budget({ requests: 300, bytes: 20 * mebibyte }, (_request, response) =>
    personOf(response).role === "customer" ? "customers" : "staff",
  ),
  budget({ requests: 100, bytes: 8 * mebibyte }, (_request, response) => {
    const { role, name, customers } = personOf(response);
    return role === "customer" ? `customer ${customers.toSorted().join(" ")}` : `person ${name}`;
  }),
];
