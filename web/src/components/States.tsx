import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "../api/problemWords.ts";
import { Button } from "./Button.tsx";
import css from "./States.module.css";

interface Props {
  title: string;
  children?: ReactNode;
}

/** Nothing is here, and that is fine. */
export function EmptyState({ title, children }: Props) {
  return (
    <div className={css.state}>
      <p className={css.title}>{title}</p>
      {children}
    </div>
  );
}

/** Something could not be loaded: says why and offers to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.state} role="alert" data-tone="bad">
      <p className={css.title}>{t("problem.title")}</p>
      <p>{problemWords(error)}</p>
      {onRetry !== undefined && <Button onPress={onRetry}>{t("retry")}</Button>}
    </div>
  );
}

export function LoadingState() {
  const { t } = useTranslation();
  return (
    <div className={css.state} role="status">
      <p className={css.loading}>{t("loading")}</p>
    </div>
  );
}

interface Query {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  refetch: () => unknown;
}

/** What is shown of a query besides its data. */
export function QueryState({ query }: { query: Query }) {
  if (query.isPending) return <LoadingState />;
  return query.isError ? <ErrorState error={query.error} onRetry={() => query.refetch()} /> : null;
}
