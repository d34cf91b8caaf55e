import { oneLine } from "../words/oneLine.ts";

/** Emphasis, code, links, HTML and entities; in GitHub's tables, images, headings and mentions as well. */
const gitHubs = /[\\`*_~[\]<>&|!#@]/g;
/** Addresses become links by themselves. */
const address = /\b(?:https?|ftp):(?=\/\/)|\bwww\./gi;

/**
 * Text of tools and people as one line of the Temporal UI's Markdown (CommonMark with GitHub's tables and links): it is
 * shown as it was sent, and can neither imitate our own words nor lead elsewhere.
 */
export const inMarkdown = (text: string): string =>
  escaped(oneLine(text), gitHubs).replace(address, (found) => `${found.slice(0, -1)}\\${found.at(-1)}`);

/** Markdown takes the backslashes away again. A line's beginning may mean a list, a heading or a quotation. */
export const escaped = (text: string, meaningful: RegExp): string =>
  text
    .replace(meaningful, "\\$&")
    .replace(/^( *)([-+#=])/gm, "$1\\$2")
    .replace(/^( *\d+)([.)])/gm, "$1\\$2");

/** Of `:smile:` and `https://`, but of no time of day. */
export const tellingColon = /:(?=\/\/)|:(?!\d\d)(?=[\w+-]+:)/g;

/** For chats that make a link of an address and show it as it came, with any backslash in it. */
export function exceptAddresses(text: string, address: RegExp, write: (part: string) => string): string {
  const addresses = text.match(address) ?? [];
  const parts = text.split(address).map(write);
  return parts.map((part, index) => part + (addresses[index] ?? "")).join("");
}
