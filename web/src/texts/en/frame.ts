import type { frame as ja } from "../ja/frame.ts";

export const frame: typeof ja = {
  product: "Toban",
  board: "Board",
  triage: "Triage",
  customers: "Customers",
  audit: "Audit",
  account: "Account",
  navigation: "Pages",
  skip: "Skip to content",
  signOut: "Sign out",
  theme: "Theme",
  themeSystem: "As the device",
  themeLight: "Light",
  themeDark: "Dark",
  language: "Language",
  japanese: "日本語",
  english: "English",
  role: { operator: "Operator", admin: "Admin", customer: "Customer" },
  notFound: "There is no such page",
  notFoundHint: "The address has changed or is wrong.",
  toBoard: "To the board",
};
