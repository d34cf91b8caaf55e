import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "../../api/problemWords.ts";
import { useAction } from "../../api/useAction.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { DialogButtons } from "../../components/DialogButtons.tsx";
import { Field } from "../../components/Field.tsx";
import { Section } from "../../components/Section.tsx";
import { toast } from "../../components/Toast.tsx";
import css from "./Account.module.css";

export function Password({ isChangeable }: { isChangeable: boolean }) {
  const { t } = useTranslation("account");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section title={t("password.title")}>
      <div className={css.body}>
        <p className={css.hint}>{t("password.hint")}</p>
        <div className={css.buttons}>
          <Button isDisabled={!isChangeable} onPress={() => setIsOpen(true)}>
            {t("password.change")}
          </Button>
        </div>
      </div>
      <Dialog title={t("password.change")} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <ChangePassword onDone={() => setIsOpen(false)} />
      </Dialog>
    </Section>
  );
}

function ChangePassword({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const [again, setAgain] = useState("");
  const [differs, setDiffers] = useState(false);
  const change = useAction({
    changes: [
      ["me", "sessions"],
      ["me", "tokens"],
    ],
    onDone: () => {
      toast({ tone: "good", title: t("password.changed") });
      onDone();
    },
    onRefused: () => {},
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setDiffers(newPassword !== again);
    if (newPassword !== again || change.isPending) return;
    change.mutate({ path: "/api/auth/change-password", body: { currentPassword, newPassword } });
  };
  const weak = change.error?.at("newPassword");
  const wrong = change.error === null || weak !== undefined ? undefined : problemWords(change.error);
  return (
    <form className={css.form} onSubmit={send} noValidate>
      <Field
        label={t("password.current")}
        type="password"
        autoComplete="current-password"
        value={currentPassword}
        onChange={setCurrent}
        problem={wrong}
        autoFocus
      />
      <Field
        label={t("password.next")}
        type="password"
        autoComplete="new-password"
        value={newPassword}
        onChange={setNew}
        problem={weak}
        description={t("password.rule")}
      />
      <Field
        label={t("password.again")}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        problem={differs ? t("password.differ") : undefined}
      />
      <DialogButtons>
        <Button type="submit" kind="primary" isPending={change.isPending}>
          {t("password.change")}
        </Button>
      </DialogButtons>
    </form>
  );
}
