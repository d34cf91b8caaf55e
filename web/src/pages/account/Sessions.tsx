import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionsQuery } from "../../api/accountQueries.ts";
import type { SessionList } from "../../api/types.ts";
import { useRemoval } from "../../api/useRemoval.ts";
import { formatTime } from "../../clock/formats.ts";
import { Button } from "../../components/Button.tsx";
import { Section } from "../../components/Section.tsx";
import { EmptyState, QueryState } from "../../components/States.tsx";
import { toast } from "../../components/Toast.tsx";
import css from "./Account.module.css";
import { browserNamed } from "./browserNamed.ts";

export function Sessions() {
  const { t } = useTranslation("account");
  const query = useQuery(sessionsQuery);
  return (
    <Section title={t("sessions.title")}>
      <QueryState query={query} />
      {query.data?.sessions.length === 0 && <EmptyState title={t("sessions.none")} />}
      <ul>
        {query.data?.sessions.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  );
}

function SessionLine({ session }: { session: SessionList["sessions"][number] }) {
  const { t, i18n } = useTranslation("account");
  const { id, current, startedAt, lastSeenAt, address, browser } = session;
  const end = useRemoval({
    changes: [["me", "sessions"]],
    onDone: () => toast({ tone: "good", title: t("sessions.ended") }),
  });
  const shown = (at: string) => formatTime(new Date(at), "day", i18n.language);
  const named = browserNamed(browser);
  return (
    <li className={css.line}>
      <div>
        <div className={css.name}>
          {named === null ? t("sessions.unknownBrowser") : t("sessions.on", named)}
          {current && (
            <span className={css.state} data-on>
              {t("sessions.here")}
            </span>
          )}
        </div>
        <div className={css.about}>
          <span>{address ?? t("sessions.unknownAddress")}</span>
          <span>{t("sessions.started", { time: shown(startedAt) })}</span>
          <span>{t("sessions.seen", { time: shown(lastSeenAt) })}</span>
        </div>
      </div>
      {!current && (
        <Button
          small
          isPending={end.isPending}
          onPress={() => end.mutate(`/api/me/sessions/${encodeURIComponent(id)}`)}
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
