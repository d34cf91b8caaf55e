import { fitsGlob } from "../customers/rules.ts";

/** What a silence covers (R5.10a). `*` stands for any text; a name without it is exact. */
export interface SilenceScope {
  /** Only alerts of this system; null: of any, or of none. */
  system: string | null;
  /** Names of nodes. */
  targets: "all" | readonly string[];
  /** null: all alarms. */
  alarms: readonly string[] | null;
}

/** What a silence looks at of an alert. The system is the one that the alert belongs to, its own or its target's. */
export interface SilencedAlert {
  system: string | null;
  node: string;
  alarm: string;
}

export const coversAlert = (scope: SilenceScope, alert: SilencedAlert): boolean =>
  (scope.system === null || scope.system === alert.system) &&
  (scope.targets === "all" || fitsAny(scope.targets, alert.node)) &&
  (scope.alarms === null || fitsAny(scope.alarms, alert.alarm));

const fitsAny = (globs: readonly string[], text: string): boolean =>
  globs.some((glob) => fitsGlob(glob, text));
