import { severalLines } from "./oneLine.ts";

/**
 * Slack's control characters: with these three escaped no text can mention (`<!channel>`, `<@U1>`) or hide where a
 * link leads (docs.slack.dev, "Formatting message text").
 */
export const escapeForSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Chatwork knows no escape: its tags (`[To:1]`, `[toall]`, `[info]`) lose their brackets to full-width ones. */
export const escapeForChatwork = (text: string): string => text.replaceAll("[", "［").replaceAll("]", "］");

/** Slack's `text`: the configured mentions, then the line. */
export const slackText = (line: string, mention: readonly string[]): string =>
  [...mention.map(slackMention), escapeForSlack(severalLines(line))].join(" ");

/** Chatwork's `body`. */
export const chatworkBody = (line: string, mention: readonly string[]): string =>
  [
    ...mention.map((account) => `[To:${escapeForChatwork(account)}]`),
    escapeForChatwork(severalLines(line)),
  ].join(" ");

const slackGroups = ["here", "channel", "everyone"];

function slackMention(who: string): string {
  if (slackGroups.includes(who)) return `<!${who}>`;
  const id = escapeForSlack(who);
  // User groups have ids of their own kind.
  return id.startsWith("S") ? `<!subteam^${id}>` : `<@${id}>`;
}
