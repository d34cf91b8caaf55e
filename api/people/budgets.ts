import { personOf } from "../auth/authenticate.ts";
import { type Budget, budget } from "../http/underWay.ts";

const mebibyte = 1024 * 1024;

/** Checking a password takes 19 MiB and a tenth of a second, so some wait rather than all fail. */
export const passwordBudgets = (): Budget[] => [
  budget({ requests: 10, bytes: mebibyte }),
  budget({ requests: 2, bytes: mebibyte }, (_request, response) => personOf(response).name),
];

/**
 * Limits what logged-in people may have under way. Customers and the control centre do not share a budget, so
 * neither can starve the other. All tokens of a customer's people share that customer's part.
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
