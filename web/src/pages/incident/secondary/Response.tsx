import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { nameOf } from "../../../../../domain/people/actor.ts";
import type { Contact, IncidentAnswer, SecondaryAnswer } from "../../../api/types.ts";
import { Countdown } from "../../../components/Countdown.tsx";
import { Time } from "../../../components/Time.tsx";
import { isolated } from "../../../words/isolated.ts";
import { personName } from "../../../words/personName.ts";
import { Run } from "../runbooks/Run.tsx";
import { Agreed } from "./Agreed.tsx";
import { Course } from "./Course.tsx";
import { ManualSteps } from "./ManualSteps.tsx";
import css from "./Secondary.module.css";

interface Props {
  incident: IncidentAnswer;
  response: SecondaryAnswer;
  /** Empty for customers, who are not told who else received it. */
  contacts: readonly Contact[];
  /** null: it cannot be recorded now, or this person may not. */
  onRecordStep: ((step: number) => void) | null;
  /** What this person may do with it. */
  children: ReactNode;
}

const nearMilliseconds = 24 * 3_600_000;

/** One secondary response: how it stands, what was agreed to, what was done, and what is to be done next. */
export function Response({ incident, response, contacts, onRecordStep, children }: Props) {
  const { t } = useTranslation("secondary");
  const id = useId();
  const { kind, state, proposedBy, proposedAt, expiresAt, scheduledAt, heard } = response;
  const runs = incident.runbookRuns.filter((run) => run.secondary === response.id);
  return (
    <article className={css.response} aria-labelledby={id}>
      <header className={css.head}>
        <h3 id={id} className={css.title}>
          {t("heading", { kind: t(`kind.${kind}`), id: response.id })}
        </h3>
        <span className={css.state} data-tone={stateTone(state)}>
          {t(`state.${state}`)}
        </span>
        <span className={css.about}>
          {t("proposedBy", { name: personName(proposedBy) })} <Time at={proposedAt} form="day" />
        </span>
        {state === "proposed" && (
          <p className={css.until}>
            {t("answerUntil")} <Time at={expiresAt} form="day" />{" "}
            <Countdown at={expiresAt} nearMilliseconds={nearMilliseconds} />
          </p>
        )}
        {heard !== null && (
          <p className={css.heard}>
            {t(`heard.${heard.to}`, { name: isolated(nameOf(heard.by)), heardBy: isolated(heard.heardBy) })}
          </p>
        )}
        {state === "scheduled" && scheduledAt !== null && (
          <p className={css.until}>
            {t("scheduledFor")} <Time at={scheduledAt} form="day" /> <Countdown at={scheduledAt} />
          </p>
        )}
      </header>
      <Agreed response={response} contacts={contacts} isOpen={state === "proposed"} />
      {response.decidedBy !== null && response.steps.length > 0 && (
        <ManualSteps steps={response.steps} onRecord={onRecordStep} />
      )}
      {runs.map((run) => (
        <div key={run.id} className={css.run}>
          <Run run={run} isOpen={run.endedAt === null} />
        </div>
      ))}
      <Course response={response} />
      {children}
    </article>
  );
}

type StateTone = "waits" | "now" | "good" | "bad" | "quiet";

const tones: Record<SecondaryAnswer["state"], StateTone> = {
  ...({ proposed: "waits", approved: "waits", scheduled: "now", running: "now" } as const),
  ...({ verified: "good", failed: "bad", reported: "good", closed: "quiet" } as const),
  ...({ declined: "quiet", expired: "bad", withdrawn: "quiet" } as const),
};

const stateTone = (state: SecondaryAnswer["state"]): StateTone => tones[state];
