import { oneLine, severalLines } from "./oneLine.ts";

/** In every Markdown: emphasis, code, a link, HTML, an entity. Power Automate reads `<at>` as a person, too. */
const anyMarkdown = /[\\`*_~[\]<>&]/g;
/** In GitHub's tables, images, headings and mentions as well. */
const gitHubs = /[\\`*_~[\]<>&|!#@]/g;
/** Addresses become links by themselves. */
const address = /\b(?:https?|ftp):(?=\/\/)|\bwww\./gi;

/**
 * Text of tools and people as one line of the Temporal UI's Markdown (CommonMark with GitHub's tables and links): it is
 * shown as it was sent, and can neither imitate our own words nor lead elsewhere.
 */
export const inMarkdown = (text: string): string =>
  escaped(oneLine(text), gitHubs).replace(address, (found) => `${found.slice(0, -1)}\\${found.at(-1)}`);

/** The same over several lines, as the text of a Teams card's TextBlock. */
export const teamsText = (line: string): string => escaped(severalLines(line), anyMarkdown);

/** Markdown takes the backslashes away again. A line's beginning may mean a list, a heading or a quotation. */
const escaped = (text: string, meaningful: RegExp): string =>
  text
    .replace(meaningful, "\\$&")
    .replace(/^( *)([-+#=])/gm, "$1\\$2")
    .replace(/^( *\d+)([.)])/gm, "$1\\$2");
