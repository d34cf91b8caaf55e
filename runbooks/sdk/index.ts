/** Everything that a runbook's file imports: `import { act, check, command, runbook } from "../sdk/index.ts"`. */
export { addressList, pathList } from "./lists.ts";
export { deletablePath, program, serviceName, text, wholeNumber } from "./params.ts";
export {
  answers,
  behind,
  bundleOf,
  certificateLasts,
  command,
  doneWhen,
  each,
  image,
  instance,
  isOpen,
  joined,
  neverTwice,
  repeatable,
  respondsAt,
  script,
  scriptText,
  target,
  unitShows,
  wayInIsOutside,
} from "./probes.ts";
export { runbook } from "./runbook.ts";
export { act, ask, check, manual, waitUntil, when } from "./steps.ts";
