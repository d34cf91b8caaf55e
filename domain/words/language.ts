/** What the console speaks. Customers' mails, calls and chats are Japanese. */
export const languages = ["ja", "en"] as const;
export type Language = (typeof languages)[number];
