import { inMarkdown } from "../../domain/messages/markdown.ts";

/** A heading with its lines, in a workflow's details in the Temporal UI; nothing if there are no lines. */
export const listed = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${heading}:`, ...lines.map((line) => `- ${inMarkdown(line)}`)];
