/** The control centre as a recipient, one for each of its channels. Ids of contacts and chats contain no colon. */
const prefix = "operators:";

export const operatorRecipient = (channel: "chat" | "mail"): string => prefix + channel;

export const isOperatorRecipient = (recipient: string): boolean => recipient.startsWith(prefix);

/** Matches every such recipient in a query. */
export const operatorRecipientPattern = `${prefix}%`;
