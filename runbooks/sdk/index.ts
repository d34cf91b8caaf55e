/** Everything that a runbook's file needs: `import { act, check, command, runbook } from "../sdk/index.ts"`. */
export { absolutePath, serviceName, text, wholeNumber } from "./params.ts";
export {
  answers,
  behind,
  certificateLasts,
  command,
  doneWhen,
  instance,
  isOpen,
  joined,
  neverTwice,
  repeatable,
  respondsAt,
  target,
} from "./probes.ts";
export { runbook } from "./runbook.ts";
export { act, ask, check, manual, waitUntil, when } from "./steps.ts";
