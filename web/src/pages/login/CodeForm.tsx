import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import { digitsOf } from "../../words/digits.ts";
import css from "./Form.module.css";
import { LoginProblem } from "./LoginProblem.tsx";

interface Props {
  isPending: boolean;
  problem: ApiProblem | null;
  onCode: (digits: string) => void;
  onBack: () => void;
}

export function CodeForm({ isPending, problem, onCode, onBack }: Props) {
  const { t } = useTranslation("login");
  const [code, setCode] = useState("");
  return (
    <Form
      className={css.form ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        if (digitsOf(code) !== "") onCode(digitsOf(code));
      }}
    >
      <Field
        label={t("code")}
        description={t("codeHint")}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        isRequired
      />
      <LoginProblem problem={problem} />
      <div className={css.buttons}>
        <Button type="submit" kind="primary" isPending={isPending}>
          {t("verify")}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {t("back")}
        </Button>
      </div>
    </Form>
  );
}
