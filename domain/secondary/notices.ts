import { nameOf } from "../people/actor.ts";
import type { Phrase } from "../words/phrase.ts";
import type { SecondaryNotice } from "./duties.ts";
import type { SecondaryRecord } from "./record.ts";
import { secondaryNoticeTexts as texts } from "./texts.ts";

/** Why operators should look at it, in one sentence. */
export function noticeOf(notice: SecondaryNotice, id: number, record: SecondaryRecord): Phrase {
  const { kind } = record.proposal;
  const by = nameOf(record.decision?.by ?? "-");
  const { heard } = record;
  const said = { id, kind, by: nameOf(heard?.by ?? "-"), heardBy: heard?.heardBy ?? "-" };
  switch (notice) {
    case "heard":
      return heard?.to === "begin" ? texts.heardEarly(said) : texts.heard(said);
    case "denied":
      return texts.denied({ id, kind, by: nameOf(heard?.deniedBy ?? "-") });
    case "begun-early":
      return texts["begun-early"]({ id, kind, by: record.begun?.agreedBy ?? "-" });
    case "approved":
      return texts.approved({ id, kind, by });
    case "declined":
      return texts.declined({ id, kind, by });
    case "expired":
      return texts.expired({ id, kind });
    case "due":
      return texts.due({ id, kind });
    case "late":
      return texts.late({ id, kind });
    case "verified":
      return texts.verified({ id, kind });
    case "failed":
      return texts.failed({ id, kind });
    case "vendor":
      return texts.vendor({ id, vendor: record.vendor?.name ?? "-" });
  }
}
