import { useTranslation } from "react-i18next";
import type { Desk } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { useIncidentAction } from "../useIncidentAction.ts";
import css from "./Attention.module.css";

interface Props {
  number: number;
  desk: Desk;
}

/** Why operators should look at it, until somebody has: also when it is closed already. */
export function Attention({ number, desk }: Props) {
  const { t } = useTranslation("incident");
  const { send, isPending } = useIncidentAction(number);
  const { attention, seenBy } = desk;
  if (attention === null) return null;
  if (seenBy !== null) return <p className={css.seen}>{t("seenBy", { name: seenBy })}</p>;
  return (
    <div className={css.attention}>
      <Button small isPending={isPending} onPress={() => void send("seen", {})}>
        {t("lookedAt")}
      </Button>
      <p>{t("lookedAtHint")}</p>
    </div>
  );
}
