import { createRootRoute, createRoute, createRouter, Outlet, redirect } from "@tanstack/react-router";
import { isProblem } from "./api/problem.ts";
import { meQuery } from "./api/queries.ts";
import { ErrorState } from "./components/States.tsx";
import { Frame } from "./frame/Frame.tsx";
import { NotFound } from "./frame/NotFound.tsx";
import { AccountPage } from "./pages/account/AccountPage.tsx";
import { AuditPage } from "./pages/audit/AuditPage.tsx";
import { auditSearch } from "./pages/audit/search.ts";
import { BoardPage } from "./pages/board/BoardPage.tsx";
import { boardSearch } from "./pages/board/search.ts";
import { CustomerPage } from "./pages/customer/CustomerPage.tsx";
import { customerSearch } from "./pages/customer/search.ts";
import { CustomersPage } from "./pages/customers/CustomersPage.tsx";
import { IncidentPage } from "./pages/incident/IncidentPage.tsx";
import { incidentSearch } from "./pages/incident/search.ts";
import { LoginPage } from "./pages/login/LoginPage.tsx";
import { loginSearch } from "./pages/login/search.ts";
import { OperationTestPage } from "./pages/operationTest/OperationTestPage.tsx";
import { PeoplePage } from "./pages/people/PeoplePage.tsx";
import { TriagePage } from "./pages/triage/TriagePage.tsx";
import { queryClient, whenLoggedOut } from "./queryClient.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: loginSearch,
  component: LoginPage,
});

/** Everything behind the login, in the frame with the navigation. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Frame,
  errorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (isProblem(error, 401)) throw redirect({ to: "/login", search: { next: location.href } });
      throw error;
    }
  },
});

const insideIt = { getParentRoute: () => inside };

const board = createRoute({
  ...insideIt,
  path: "/",
  validateSearch: boardSearch,
  component: BoardPage,
});
const incident = createRoute({
  ...insideIt,
  path: "/incidents/$number",
  validateSearch: incidentSearch,
  component: IncidentPage,
});
const triage = createRoute({ ...insideIt, path: "/triage", component: TriagePage });
const customers = createRoute({ ...insideIt, path: "/customers", component: CustomersPage });
const customer = createRoute({
  ...insideIt,
  path: "/customers/$id",
  validateSearch: customerSearch,
  component: CustomerPage,
});
const operationTest = createRoute({ ...insideIt, path: "/tests/$id", component: OperationTestPage });
const audit = createRoute({
  ...insideIt,
  path: "/audit",
  validateSearch: auditSearch,
  component: AuditPage,
});
const account = createRoute({ ...insideIt, path: "/account", component: AccountPage });
const people = createRoute({ ...insideIt, path: "/people", component: PeoplePage });

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    inside.addChildren([board, incident, triage, customers, customer, operationTest, audit, account, people]),
  ]),
  defaultPreload: false,
  scrollRestoration: true,
});

whenLoggedOut(() => {
  const { pathname, href } = router.state.location;
  if (pathname === "/login") return;
  queryClient.clear();
  void router.navigate({ to: "/login", search: { next: href } });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
