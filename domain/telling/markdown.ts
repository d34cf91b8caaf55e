import { oneLine } from "./oneLine.ts";

/** What the Temporal UI's Markdown would read as emphasis, code, a link, an image, HTML or an entity. */
const meaningful = /[\\`*_[\]<>&~|!#@]/g;
/** Read as a list or a heading where a text begins with it. */
const atTheBeginning = /^(\d{0,9})([-+=.)])/;
/** Addresses become links by themselves. */
const address = /\b(?:https?|ftp):(?=\/\/)|\bwww\./gi;

/**
 * Text of tools and people as one line of the Temporal UI's Markdown (CommonMark with GitHub's tables and links): it is
 * shown as it was sent, and can neither imitate our own words nor lead elsewhere.
 */
export function inMarkdown(text: string): string {
  return oneLine(text)
    .replace(meaningful, "\\$&")
    .replace(address, (found) => `${found.slice(0, -1)}\\${found.at(-1)}`)
    .replace(atTheBeginning, "$1\\$2");
}
