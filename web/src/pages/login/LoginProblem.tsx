import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { problemWords } from "../../api/problemWords.ts";
import css from "./Form.module.css";

/** Never says which of name and password was wrong. */
export function LoginProblem({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation("login");
  if (problem === null) return null;
  const words =
    problem.status === 401 ? t("wrong") : problem.status === 429 ? t("tooMany") : problemWords(problem);
  return (
    <p role="alert" className={css.problem}>
      {words}
    </p>
  );
}
