/**
 * What an operator may give a runbook by hand on a target. What a rule of the file says is agreed with the customer
 * anyway.
 */
export interface Allow {
  /** Globs: `*` within a folder, `**` at any depth, the folder itself included. */
  paths: string[];
  programs: string[];
  /** `nginx`, with `*` for any text. */
  services: string[];
}

/** Applies if the file says nothing else. */
export const usualAllow: Allow = { paths: ["/var/log/**"], programs: [], services: ["*"] };

/** The kinds of things on the target that a runbook's parameter can name; `paths` is a list of paths. */
export const reaches = ["path", "paths", "program", "service"] as const;
export type Reaches = (typeof reaches)[number];
