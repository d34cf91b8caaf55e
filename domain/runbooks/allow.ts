/** What an operator may give a runbook by hand on a target; what a rule of the file says is agreed with the customer. */
export interface Allow {
  /** Globs: `*` within a folder, `**` at any depth, the folder itself included. */
  paths: string[];
  programs: string[];
  /** `nginx`, with `*` for any text. */
  services: string[];
}

/** Where the file says nothing else. */
export const usualAllow: Allow = { paths: ["/var/log/**"], programs: [], services: ["*"] };

/** What a runbook's parameter names on the target; `paths` is a list of them. */
export const reaches = ["path", "paths", "program", "service"] as const;
export type Reaches = (typeof reaches)[number];
