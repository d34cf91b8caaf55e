import { useTranslation } from "react-i18next";
import type { TokenList } from "../../../api/types.ts";
import { useRemoval } from "../../../api/useRemoval.ts";
import { formatTime } from "../../../clock/formats.ts";
import { AskFirst } from "../../../components/AskFirst.tsx";
import { toast } from "../../../components/Toast.tsx";
import css from "../Account.module.css";

interface Props {
  token: TokenList["tokens"][number];
  /** Where this token is one of several: one's own, or another person's. */
  address: string;
  /** Queries to read again once it is revoked. */
  changes: readonly (readonly unknown[])[];
}

/** One API token; revoking it asks first. */
export function TokenLine({ token, address, changes }: Props) {
  const { t, i18n } = useTranslation("account");
  const { id, scopes, issuedAt, lastUsedAt, expiresAt } = token;
  const name = token.name ?? t("tokens.unnamed");
  const revoke = useRemoval({
    changes,
    onDone: () => toast({ tone: "good", title: t("tokens.revoked") }),
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
      <AskFirst
        small
        button={t("tokens.revoke")}
        title={t("tokens.revokeTitle", { name })}
        hint={t("tokens.revokeHint")}
        isPending={revoke.isPending}
        onConfirm={(close) => revoke.mutate(`${address}/${id}`, { onSuccess: close })}
      />
    </li>
  );
}
