import { oneLine } from "../words/oneLine.ts";

/** Emphasis, code, links, HTML and entities; also GitHub's tables, images, headings and mentions. */
const gitHubs = /[\\`*_~[\]<>&|!#@]/g;
/** Addresses that become links without any markup. */
const address = /\b(?:https?|ftp):(?=\/\/)|\bwww\./gi;

/**
 * Writes text of tools and people as one line of the Temporal UI's Markdown (CommonMark with GitHub's tables and
 * links). It shows as it was sent, and can neither imitate our own words nor lead elsewhere.
 */
export const inMarkdown = (text: string): string =>
  escaped(oneLine(text), gitHubs).replace(address, (found) => `${found.slice(0, -1)}\\${found.at(-1)}`);

/**
 * Escapes with backslashes, which Markdown removes again. The start of a line may also mean a list, a heading or a
 * quotation.
 */
export const escaped = (text: string, meaningful: RegExp): string =>
  text
    .replace(meaningful, "\\$&")
    .replace(/^( *)([-+#=])/gm, "$1\\$2")
    .replace(/^( *\d+)([.)])/gm, "$1\\$2");

/** The colons of `:smile:` and `https://`, but not of times of day. */
export const tellingColon = /:(?=\/\/)|:(?!\d\d)(?=[\w+-]+:)/g;

/** Rewrites everything except addresses, for chats that link an address exactly as it came, backslashes included. */
export function exceptAddresses(text: string, address: RegExp, write: (part: string) => string): string {
  const addresses = text.match(address) ?? [];
  const parts = text.split(address).map(write);
  return parts.map((part, index) => part + (addresses[index] ?? "")).join("");
}
