import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button.tsx";
import { loginMethodsQuery } from "./authentication.ts";
import { CodeForm } from "./CodeForm.tsx";
import css from "./LoginPage.module.css";
import { LoginProblem } from "./LoginProblem.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { useLogin } from "./useLogin.ts";

export function LoginPage() {
  const { t } = useTranslation("login");
  const { next = "/" } = useSearch({ from: "/login" });
  const { data: methods } = useQuery(loginMethodsQuery);
  const { step, backToPassword, password, code, oidc } = useLogin(next);
  useEffect(() => {
    document.title = `${t("title")} | 当番`;
  }, [t]);
  const byPassword = methods?.password ?? true;
  return (
    <main className={css.page}>
      <div className={css.card}>
        <header className={css.head}>
          <img src="/icon.svg" alt="" width="44" height="44" />
          <div>
            <h1>{t("heading")}</h1>
            <p>{t("subtitle")}</p>
          </div>
        </header>
        {step === "code" ? (
          <CodeForm
            isPending={code.isPending}
            problem={code.error}
            onCode={(digits) => code.mutate(digits)}
            onBack={backToPassword}
          />
        ) : (
          <>
            {byPassword && (
              <PasswordForm
                isPending={password.isPending}
                problem={password.error}
                onPassword={(given) => password.mutate(given)}
              />
            )}
            {methods?.oidc != null && (
              <div className={css.oidc}>
                {byPassword && <span className={css.or}>{t("or")}</span>}
                <Button onPress={() => oidc.mutate()} isPending={oidc.isPending}>
                  {t("oidc", { name: methods.oidc.name })}
                </Button>
                <LoginProblem problem={oidc.error} />
              </div>
            )}
          </>
        )}
      </div>
    </main>
  );
}
