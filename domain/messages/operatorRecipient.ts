/** The control centre itself as a recipient, by each of its channels; ids of contacts and chats hold no colon. */
const prefix = "operators:";

export const operatorRecipient = (channel: "chat" | "mail"): string => prefix + channel;

export const isOperatorRecipient = (recipient: string): boolean => recipient.startsWith(prefix);

/** The same for a query. */
export const operatorRecipientPattern = `${prefix}%`;
