import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Link as PlainLink } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { auditQuery } from "../../api/auditQueries.ts";
import buttonCss from "../../components/Button.module.css";
import { Button } from "../../components/Button.tsx";
import { Page } from "../../components/Page.tsx";
import { EmptyState, QueryState } from "../../components/States.tsx";
import css from "./AuditPage.module.css";
import { AuditTable } from "./AuditTable.tsx";
import { Filters } from "./Filters.tsx";
import { auditParameters } from "./search.ts";

/** Who did what when. Entries never change, so more pages are only appended. */
export function AuditPage() {
  const { t } = useTranslation("audit");
  const search = useSearch({ from: "/inside/audit" });
  const filters = auditParameters(search).toString();
  const query = useInfiniteQuery({ ...auditQuery(filters), placeholderData: keepPreviousData });
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const save = (
    <PlainLink
      className={buttonCss.button ?? ""}
      data-small
      href={`/api/audit.csv?${filters}`}
      download="audit.csv"
    >
      {t("csv")}
    </PlainLink>
  );
  return (
    <Page title={t("title")} actions={save}>
      <Filters search={search} />
      <QueryState query={query} />
      {query.isSuccess && entries.length === 0 && <EmptyState title={t("none")} />}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {query.isSuccess && entries.length > 0 && (
        <div className={css.more}>
          {query.hasNextPage ? (
            <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
              {t("more")}
            </Button>
          ) : (
            t("end")
          )}
        </div>
      )}
    </Page>
  );
}
