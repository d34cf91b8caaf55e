export const customerTabs = ["overview", "rules", "systems", "supposed", "tests", "imports"] as const;
export type CustomerTab = (typeof customerTabs)[number];

export interface CustomerSearch {
  tab?: CustomerTab;
}

export const customerSearch = ({ tab }: Record<string, unknown>): CustomerSearch =>
  customerTabs.some((one) => one === tab) ? { tab: tab as CustomerTab } : {};
