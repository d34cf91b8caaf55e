import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { encode } from "uqr";
import { problemWords } from "../../../api/problemWords.ts";
import { useAction } from "../../../api/useAction.ts";
import { Button } from "../../../components/Button.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { DialogButtons } from "../../../components/DialogButtons.tsx";
import { Field } from "../../../components/Field.tsx";
import { toast } from "../../../components/Toast.tsx";
import { digitsOf } from "../../../words/digits.ts";
import css from "../Account.module.css";

interface Props {
  totpUri: string;
  onDone: () => void;
}

/** The app scans the QR code, and its first six digits prove it. */
export function Confirm({ totpUri, onDone }: Props) {
  const { t } = useTranslation("account");
  const [code, setCode] = useState("");
  const secret = new URL(totpUri).searchParams.get("secret") ?? "";
  const confirm = useAction({
    changes: [["me"]],
    onDone: () => {
      toast({ tone: "good", title: t("secondFactor.done") });
      onDone();
    },
    onRefused: () => {},
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const typed = digitsOf(code);
    if (!confirm.isPending)
      confirm.mutate({ path: "/api/auth/two-factor/verify-totp", body: { code: typed } });
  };
  return (
    <form className={css.form} onSubmit={send} noValidate>
      <p>{t("secondFactor.scan")}</p>
      <QrCode text={totpUri} label={t("secondFactor.qr")} />
      <p className={css.hint}>{t("secondFactor.bySecret")}</p>
      <div className={css.secret}>
        <code>{secret.match(/.{1,4}/g)?.join(" ")}</code>
        <CopyButton text={secret} />
      </div>
      <Field
        label={t("secondFactor.code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        problem={confirm.error === null ? undefined : problemWords(confirm.error)}
        autoFocus
      />
      <DialogButtons>
        <Button type="submit" kind="primary" isPending={confirm.isPending}>
          {t("secondFactor.confirm")}
        </Button>
      </DialogButtons>
    </form>
  );
}

/** Drawn in the browser, so that its secret stays here. Always dark on white, since not every app reads the other. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 4 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg className={css.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={squares.join("")} />
    </svg>
  );
}
