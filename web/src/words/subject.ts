import { isolated } from "./isolated.ts";

/** What an incident is about, in a line; mails that no condition fits name no node. */
export const subjectOf = ({ node, alarm }: { node: string; alarm: string }): string =>
  node === "-" ? isolated(alarm) : `${isolated(node)}　${isolated(alarm)}`;
