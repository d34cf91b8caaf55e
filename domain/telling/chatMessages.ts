import { severalLines } from "./oneLine.ts";

/**
 * Slack's control characters: with these three escaped no text can mention (`<!channel>`, `<@U1>`) or hide where a
 * link leads (docs.slack.dev, "Formatting message text").
 */
export const escapeForSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Chatwork knows no escape: its tags (`[To:1]`, `[toall]`, `[info]`) lose their brackets to full-width ones. */
export const escapeForChatwork = (text: string): string => text.replaceAll("[", "［").replaceAll("]", "］");

/**
 * A card's text is Markdown, and Power Automate reads `<at>` as a person: every sign that could begin either gets a
 * backslash, which Markdown takes away again. At a line's beginning so do those of lists, headings and quotations.
 */
const escapeForTeams = (text: string): string =>
  text
    .replace(/[\\`*_~[\]<>&]/g, "\\$&")
    .replace(/^( *)([-+#=])/gm, "$1\\$2")
    .replace(/^( *\d+)([.)])/gm, "$1\\$2");

/** Slack's `text`: the configured mentions, then the line. */
export const slackText = (line: string, mention: readonly string[]): string =>
  [...mention.map(slackMention), escapeForSlack(severalLines(line))].join(" ");

/** Chatwork's `body`. */
export const chatworkBody = (line: string, mention: readonly string[]): string =>
  [
    ...mention.map((account) => `[To:${escapeForChatwork(account)}]`),
    escapeForChatwork(severalLines(line)),
  ].join(" ");

/** The text of a Teams card's TextBlock. */
export const teamsText = (line: string): string => escapeForTeams(severalLines(line));

const slackGroups = ["here", "channel", "everyone"];

function slackMention(who: string): string {
  if (slackGroups.includes(who)) return `<!${who}>`;
  const id = escapeForSlack(who);
  // User groups have ids of their own kind.
  return id.startsWith("S") ? `<!subteam^${id}>` : `<@${id}>`;
}
