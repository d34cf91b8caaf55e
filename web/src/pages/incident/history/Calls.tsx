import { useTranslation } from "react-i18next";
import type { Callback, CallEntry, Contact, IncidentAnswer } from "../../../api/types.ts";
import { formatTime } from "../../../clock/formats.ts";
import { Time } from "../../../components/Time.tsx";
import { contactName, personName } from "../../../words/personName.ts";
import { phoneWords } from "../../../words/phoneWords.ts";
import css from "./History.module.css";
import { Older } from "./Older.tsx";
import { useHistory } from "./useHistory.ts";

interface Props {
  incident: IncidentAnswer;
  contacts: readonly Contact[];
}

const idOf = (call: CallEntry): string => call.id;

/** Every ring of a telephone: whom, when, how it ended, and what was recorded of it; then who called back. */
export function Calls({ incident, contacts }: Props) {
  const { t } = useTranslation("incident");
  const { number, calls: latest, counts } = incident;
  const history = useHistory({ list: "calls", number, latest, count: counts.calls, idOf });
  if (history.items.length === 0 && incident.callbacks.length === 0)
    return <p className={css.empty}>{t("history.noCalls")}</p>;
  return (
    <>
      <ul className={css.list}>
        {history.items.map((call) => (
          <li key={idOf(call)} className={css.item}>
            <span className={css.when}>
              {call.placedAt !== null && <Time at={call.placedAt} form="day" />}
            </span>
            <div className={css.main}>
              <p className={css.first}>
                <strong>{contactName(contacts, call.contact)}</strong>
                <span className={css.soft}>{phoneWords(call.phone)}</span>
                <span className={css.soft}>
                  {t(`callKind.${call.kind}`)}・{t("round", { round: call.round })}
                </span>
                {call.calledBy && (
                  <span className={css.soft}>{t("calledBy", { name: personName(call.calledBy) })}</span>
                )}
              </p>
              <Said call={call} />
              <Recordings recordings={call.recordings} />
            </div>
            <Outcome call={call} />
          </li>
        ))}
      </ul>
      <Older left={history.left} isPending={history.isPending} onShow={history.showOlder} />
      <Callbacks callbacks={incident.callbacks} contacts={contacts} />
    </>
  );
}

/** What the operator said of a call, else what the telephone reported. */
function Outcome({ call }: { call: CallEntry }) {
  const { t } = useTranslation("incident");
  const { result, outcome } = call;
  const tone =
    outcome === "acknowledged" ? "good" : outcome === "failed" ? "bad" : outcome === null ? "now" : "plain";
  return (
    <span className={css.outcome} data-tone={tone}>
      {result ? t(`result.${result}`) : t(`outcome.${outcome ?? "underWay"}`)}
    </span>
  );
}

function Said({ call }: { call: CallEntry }) {
  const { t } = useTranslation("incident");
  const said = [call.resultNote, call.reason].filter((words) => words != null && words !== "");
  if (said.length === 0 && !call.resultBy) return null;
  return (
    <p className={css.soft}>
      {said.join("　")}
      {call.resultBy && ` ${t("recordedBy", { name: personName(call.resultBy) })}`}
    </p>
  );
}

/** A call's recordings; nothing is loaded before somebody listens. */
function Recordings({ recordings }: Pick<CallEntry, "recordings">) {
  const { t, i18n } = useTranslation("incident");
  return recordings.map(({ id, seconds, recordedAt }) => {
    const time = formatTime(new Date(recordedAt), "clock", i18n.language);
    const label = t("recording", { time, seconds: seconds ?? "?" });
    return (
      <div key={id} className={css.recording}>
        <span className={css.soft}>{label}</span>
        {/* biome-ignore lint/a11y/useMediaCaption: a conversation as it was, with no text of it */}
        <audio controls preload="none" src={`/api/recordings/${id}`} aria-label={label} />
      </div>
    );
  });
}

interface CallbacksProps {
  callbacks: readonly Callback[];
  contacts: readonly Contact[];
}

/** Who rang the control centre's number about this incident (仕様書 3-3-2). */
function Callbacks({ callbacks, contacts }: CallbacksProps) {
  const { t } = useTranslation("incident");
  if (callbacks.length === 0) return null;
  return (
    <ul className={css.list} aria-label={t("callback")}>
      {callbacks.map(({ id, phone, startedAt, connectedTo, recordings }) => (
        <li key={id} className={css.item}>
          <span className={css.when}>
            <Time at={startedAt} form="day" />
          </span>
          <div className={css.main}>
            <p className={css.first}>
              <strong>
                {contacts.find((contact) => contact.phone === phone)?.name ?? phoneWords(phone)}
              </strong>
              <span className={css.soft}>
                {connectedTo === null ? t("callbackAlone") : t("callbackTo", { name: connectedTo })}
              </span>
            </p>
            <Recordings recordings={recordings} />
          </div>
          <span className={css.outcome}>{t("callback")}</span>
        </li>
      ))}
    </ul>
  );
}
