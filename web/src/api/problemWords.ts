import i18next from "i18next";
import { ApiProblem } from "./problem.ts";

/** What went wrong, for people: the API's own words, or ours if it could not answer. */
export function problemWords(error: unknown): string {
  const { t } = i18next;
  if (!(error instanceof ApiProblem)) return t("problem.unknown");
  if (error.status === 0) return t("problem.network");
  if (error.status === 503) return t("problem.unavailable");
  if (error.code === "forbidden") return t("problem.forbidden");
  if (error.status === 404) return t("problem.notFound");
  if (error.status >= 500 || error.detail === "") return t("problem.unknown");
  return error.detail;
}
