import { stateTexts } from "../../../../domain/incidents/phaseTexts.ts";
import { wordsIn } from "../../../../domain/words/sentence.ts";
import type { common as ja } from "../ja/common.ts";

export const common: typeof ja = {
  level: { low: "Low", middle: "Mid", high: "High" },
  levelName: "Level {{level}}",
  state: wordsIn(stateTexts, "en"),
  plan: { basic: "Basic", standard: "Standard", professional: "Professional", full: "Full Management" },
  remaining: "{{time}} left",
  overdue: "{{time}} over",
  hours: "{{hours}}h {{minutes}}m",
  minutes: "{{minutes}}m {{seconds}}s",
  seconds: "{{seconds}}s",
  days: "{{days}}d {{hours}}h",
  none: "None",
  unknownCustomer: "Unknown customer",
  loading: "Loading",
  close: "Close",
  cancel: "Cancel",
  retry: "Try again",
  copy: "Copy",
  copied: "Copied",
  search: "Search",
  clear: "Clear",
  noMatch: "Nothing matches",
  keys: {
    title: "Keys",
    enabled: "Use single keys",
    off: "They do nothing while you type, or in a dialog.",
  },
  problem: {
    title: "This could not be shown",
    network: "The server cannot be reached. Check the connection and try again.",
    unavailable: "The server cannot answer at the moment. Wait a little and try again.",
    forbidden: "You are not allowed to see or do this.",
    notFound: "It does not exist, or you may not see it.",
    unknown: "The server failed to complete this.",
  },
};
