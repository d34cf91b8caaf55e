import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { customerQuery } from "../../api/customerQueries.ts";
import type { CustomerAnswer } from "../../api/types.ts";
import { Page } from "../../components/Page.tsx";
import { PageTabs } from "../../components/PageTabs.tsx";
import { QueryState } from "../../components/States.tsx";
import css from "./CustomerPage.module.css";
import { Imports } from "./Imports.tsx";
import { Overview } from "./Overview.tsx";
import { Rules } from "./Rules.tsx";
import { Systems } from "./Systems.tsx";
import type { CustomerTab } from "./search.ts";
import { SupposedAlert } from "./supposed/SupposedAlert.tsx";
import { OperationTests } from "./tests/OperationTests.tsx";

export function CustomerPage() {
  const { id } = useParams({ from: "/inside/customers/$id" });
  const query = useQuery(customerQuery(id));
  if (query.isSuccess) return <Shown customer={query.data} />;
  return (
    <Page title={id}>
      <QueryState query={query} />
    </Page>
  );
}

function Shown({ customer }: { customer: CustomerAnswer }) {
  const { t } = useTranslation(["customer", "common", "frame"]);
  const { tab = "overview" } = useSearch({ from: "/inside/customers/$id" });
  const navigate = useNavigate({ from: "/customers/$id" });
  const content: Record<CustomerTab, () => React.ReactNode> = {
    overview: () => <Overview customer={customer} />,
    rules: () => <Rules customer={customer} />,
    systems: () => <Systems customer={customer} />,
    supposed: () => <SupposedAlert customer={customer} />,
    tests: () => <OperationTests customer={customer} />,
    imports: () => <Imports customer={customer} />,
  };
  const tabs = Object.entries(content).map(([id, shown]) => ({
    id: id as CustomerTab,
    name: t(`tab.${id as CustomerTab}`),
    content: shown,
  }));
  const onBoard = (
    <span className={css.beside}>
      <span className={css.id}>{customer.id}</span>
      <span className={css.plan}>{t(`common:plan.${customer.plan}`)}</span>
      <Link to="/" search={{ customer: customer.id }}>
        {t("frame:toBoard")}
      </Link>
    </span>
  );
  return (
    <Page title={customer.name} actions={onBoard}>
      <PageTabs
        label={t("sections")}
        tabs={tabs}
        chosen={tab}
        onChoose={(next) => void navigate({ search: { tab: next }, replace: true })}
      />
    </Page>
  );
}
