import type { people as ja } from "../ja/people.ts";

export const people: typeof ja = {
  title: "People",
  hint: "People are added and passwords reset with the command toban user.",
  secondFactor: "Second factor",
  noSecondFactor: "No second factor",
  secondFactorRequired: "No second factor: held back until set up",
  noPassword: "No password",
  disabledSince: "Disabled since {{time}}",
  seen: "Last seen {{time}}",
  notSeen: "Not logged in",
  disable: "Disable",
  enable: "Enable",
  disableTitle: "Disable {{name}}?",
  disableHint:
    "All sessions and API tokens stop working at once. It can be undone, but tokens must be made again.",
  disabled: "{{name}} is disabled",
  enabled: "{{name}} is enabled again",
  you: "You",
  tokens: "API tokens",
  tokensTitle: "API tokens of {{name}}",
  tokensHint: "Who revoked a token stands on its owner's account page for 30 days.",
  noTokens: "No API tokens",
  revokeAll: "Revoke all",
  revokeAllTitle: "Revoke all API tokens of {{name}}?",
  allTokensRevoked: "All API tokens of {{name}} are revoked",
};
