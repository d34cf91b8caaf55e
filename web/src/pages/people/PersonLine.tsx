import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries.ts";
import type { PeopleList } from "../../api/types.ts";
import { useAction } from "../../api/useAction.ts";
import { formatTime } from "../../clock/formats.ts";
import { AskFirst } from "../../components/AskFirst.tsx";
import { Button } from "../../components/Button.tsx";
import { toast } from "../../components/Toast.tsx";
import { phoneWords } from "../../words/phoneWords.ts";
import css from "./PeoplePage.module.css";
import { PersonsTokens } from "./PersonsTokens.tsx";

export function PersonLine({ person }: { person: PeopleList["people"][number] }) {
  const { t, i18n } = useTranslation(["people", "frame"]);
  const { data: me } = useQuery(meQuery);
  const { name, role, customers, phone, disabledAt, twoFactor, hasPassword, lacksSecondFactor, lastSeenAt } =
    person;
  const shown = (at: string) => formatTime(new Date(at), "day", i18n.language);
  return (
    <li className={css.line} data-disabled={disabledAt !== null || undefined}>
      <div className={css.who}>
        <span className={css.name}>{name}</span>
        <span className={css.about}>{[t(`frame:role.${role}`), ...customers].join("・")}</span>
      </div>
      <span>{phone === null ? "" : phoneWords(phone)}</span>
      <ul className={css.about}>
        <li data-lacking={lacksSecondFactor || undefined}>
          {lacksSecondFactor
            ? t(role === "admin" ? "secondFactorRequired" : "noSecondFactor")
            : twoFactor && t("secondFactor")}
        </li>
        {!hasPassword && <li>{t("noPassword")}</li>}
      </ul>
      <span className={css.about}>
        {disabledAt !== null
          ? t("disabledSince", { time: shown(disabledAt) })
          : lastSeenAt === null
            ? t("notSeen")
            : t("seen", { time: shown(lastSeenAt) })}
      </span>
      {name === me?.name ? (
        <span className={css.about}>{t("you")}</span>
      ) : disabledAt === null ? (
        <div className={css.acts}>
          <PersonsTokens name={name} />
          <Disable name={name} />
        </div>
      ) : (
        <Enable name={name} />
      )}
    </li>
  );
}

const pathOf = (name: string, act: "enable" | "disable") => `/api/people/${encodeURIComponent(name)}/${act}`;

function Enable({ name }: { name: string }) {
  const { t } = useTranslation("people");
  const enable = useAction({
    changes: [["people"]],
    onDone: () => toast({ tone: "good", title: t("enabled", { name }) }),
  });
  return (
    <Button
      small
      isPending={enable.isPending}
      onPress={() => enable.mutate({ path: pathOf(name, "enable") })}
    >
      {t("enable")}
    </Button>
  );
}

function Disable({ name }: { name: string }) {
  const { t } = useTranslation("people");
  const disable = useAction({
    changes: [["people"]],
    onDone: () => toast({ tone: "good", title: t("disabled", { name }) }),
  });
  return (
    <AskFirst
      small
      button={t("disable")}
      title={t("disableTitle", { name })}
      hint={t("disableHint")}
      isPending={disable.isPending}
      onConfirm={(close) => disable.mutate({ path: pathOf(name, "disable") }, { onSuccess: close })}
    />
  );
}
