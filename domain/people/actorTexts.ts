import { sentence } from "../words/sentence.ts";

/** Who did something, as people read it. */
export const actorTexts = {
  customersPerson: sentence("お客様（{name}様）", "the customer ({name})"),
  /** A name typed where people do not log in. */
  unverified: sentence("{name}（未確認）", "{name} (unverified)"),
};
