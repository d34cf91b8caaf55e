import type { customers as ja } from "../ja/customers.ts";

export const customers: typeof ja = {
  title: "Customers",
  search: "Find a customer",
  searchHint: "Name or id",
  shown: "{{shown}} of {{all}}",
  open: "Open: {{count}}",
  calm: "No open incidents",
  none: "There are no customers yet",
  noneHint: "They appear here once their files are imported.",
};
