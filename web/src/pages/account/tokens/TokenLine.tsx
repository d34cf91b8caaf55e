import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { TokenList } from "../../../api/types.ts";
import { useRemoval } from "../../../api/useRemoval.ts";
import { formatTime } from "../../../clock/formats.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { toast } from "../../../components/Toast.tsx";
import css from "../Account.module.css";

interface Props {
  token: TokenList["tokens"][number];
  /** Where this token is one of several: one's own, or another person's. */
  address: string;
  /** Queries to read again once it is revoked. */
  changes: readonly (readonly unknown[])[];
}

/** One API token; it is revoked only once its consequence was read. */
export function TokenLine({ token, address, changes }: Props) {
  const { t, i18n } = useTranslation(["account", "common"]);
  const [isAsking, setIsAsking] = useState(false);
  const { id, scopes, issuedAt, lastUsedAt, expiresAt } = token;
  const name = token.name ?? t("tokens.unnamed");
  const revoke = useRemoval({
    changes,
    onDone: () => {
      setIsAsking(false);
      toast({ tone: "good", title: t("tokens.revoked") });
    },
  });
  const shown = (at: string) => formatTime(new Date(at), "day", i18n.language);
  return (
    <li className={css.line}>
      <div>
        <div className={css.name}>
          {name}
          <span className={css.state}>{scopes.includes("act") ? t("tokens.act") : t("tokens.read")}</span>
        </div>
        <div className={css.about}>
          <span>{t("tokens.issued", { time: shown(issuedAt) })}</span>
          <span>
            {lastUsedAt === null ? t("tokens.unused") : t("tokens.used", { time: shown(lastUsedAt) })}
          </span>
          <span>
            {expiresAt === null ? t("tokens.never") : t("tokens.expires", { time: shown(expiresAt) })}
          </span>
        </div>
      </div>
      <Button small onPress={() => setIsAsking(true)}>
        {t("tokens.revoke")}
      </Button>
      <Dialog
        title={t("tokens.revokeTitle", { name })}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onPress={() => setIsAsking(false)}>{t("common:cancel")}</Button>
            <Button
              kind="danger"
              isPending={revoke.isPending}
              onPress={() => revoke.mutate(`${address}/${id}`)}
            >
              {t("tokens.revoke")}
            </Button>
          </>
        }
      >
        <p>{t("tokens.revokeHint")}</p>
      </Dialog>
    </li>
  );
}
