import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OperatorCallsView } from "../../../../../domain/calls/operators/list.ts";
import type { ApiProblem } from "../../../api/problem.ts";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { AnyContact } from "./AnyContact.tsx";
import { CallList } from "./CallList.tsx";
import css from "./CallPanel.module.css";
import { callOf } from "./listed.ts";
import { ResultForm } from "./ResultForm.tsx";
import { Script } from "./Script.tsx";
import { type CallDraft, useCallDraft } from "./useCallDraft.ts";
import { WaysToCall } from "./WaysToCall.tsx";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  /** null: the panel stays open, since the incident needs calls now. */
  onClose: (() => void) | null;
}

/** Operators' calls (有人架電, R5.3.2): whom, what to say, how to ring, and the result. */
export function CallPanel({ incident, desk, onClose }: Props) {
  const { t } = useTranslation("calls");
  const list = incident.operatorCalls;
  const { draft, begunIn, write, forget } = useCallDraft(incident.number, list?.round ?? 1);
  const [looking, setLooking] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const chosen = draft?.contact ?? looking ?? list?.next ?? null;
  const contact = desk.contacts.find(({ id }) => id === chosen) ?? null;
  const refusal = desk.actions.find(({ action }) => action === "placeCall")?.reason ?? null;
  const hasEnded = list !== null && list.state !== "running";

  const choose = (id: string) => {
    setLooking(id);
    setProblem(null);
    if (draft !== null) write({ ...draft, contact: id, result: null });
  };
  const change = (changed: Partial<CallDraft>) => {
    if (contact === null) return;
    const empty: CallDraft = { contact: contact.id, result: null, note: "", placedAt: "" };
    write({ ...(draft ?? empty), ...changed });
  };
  const recorded = () => {
    forget();
    setLooking(null);
    setProblem(null);
  };

  return (
    <section className={css.panel} aria-labelledby="calls" data-ended={hasEnded || undefined}>
      <header className={css.head}>
        <h2 id="calls">{list === null ? t("plainTitle") : t("title")}</h2>
        {list !== null && <ListHead list={list} />}
        {onClose !== null && (
          <Button kind="quiet" small onPress={onClose}>
            {t("hide")}
          </Button>
        )}
      </header>
      <div className={css.columns} data-single={hasEnded || undefined}>
        {list === null ? (
          <AnyContact contacts={desk.contacts} value={contact?.id ?? null} onChoose={choose} />
        ) : (
          <CallList
            list={list}
            incident={incident}
            desk={desk}
            chosen={hasEnded ? null : (contact?.id ?? null)}
            onChoose={hasEnded ? null : choose}
          />
        )}
        {hasEnded ? (
          refusal !== null && <p className={css.quiet}>{refusal}</p>
        ) : contact === null ? (
          <p className={css.quiet}>{t("chooseFirst")}</p>
        ) : (
          <div className={css.person}>
            <Script sentences={desk.script[contact.id] ?? []} />
            <WaysToCall
              key={contact.id}
              incident={incident}
              contact={contact}
              ownPhone={desk.operatorPhone}
              onDialled={(clockTime) => change({ placedAt: draft?.placedAt || clockTime })}
            />
            <ResultForm
              incident={incident}
              desk={desk}
              contact={contact}
              draft={draft}
              overtakenBy={draft === null ? undefined : callOf(incident, contact.id, begunIn)}
              problem={problem}
              onChange={change}
              onRecorded={recorded}
              onRefused={setProblem}
            />
          </div>
        )}
      </div>
    </section>
  );
}

/** Where the list stands: the round, the band it was chosen by, and whether it goes on. */
function ListHead({ list }: { list: OperatorCallsView }) {
  const { t } = useTranslation("calls");
  return (
    <p className={css.standing}>
      {list.state === "running" ? (
        <span className={css.round}>
          {t("round", { round: list.round })}
          <span className={css.of}>{t("ofRounds")}</span>
        </span>
      ) : (
        <span className={css.round} data-state={list.state}>
          {t(`state.${list.state}`)}
        </span>
      )}
      <span className={css.band}>{t(`band.${list.band}`)}</span>
    </p>
  );
}
