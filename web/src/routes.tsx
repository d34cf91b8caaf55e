import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { isProblem } from "./api/problem.ts";
import { meQuery } from "./api/queries.ts";
import { ErrorState } from "./components/States.tsx";
import { Frame } from "./frame/Frame.tsx";
import { NotFound } from "./frame/NotFound.tsx";
import { showBoardAhead } from "./live/boardData.ts";
import { pause } from "./live/pause.ts";
import { auditSearch } from "./pages/audit/search.ts";
import { BoardPage } from "./pages/board/BoardPage.tsx";
import { boardSearch } from "./pages/board/search.ts";
import { customerSearch } from "./pages/customer/search.ts";
import { incidentSearch } from "./pages/incident/search.ts";
import { loginSearch } from "./pages/login/search.ts";
import { queryClient, whenLoggedOut } from "./queryClient.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: loginSearch,
  component: lazyRouteComponent(() => import("./pages/login/LoginPage.tsx"), "LoginPage"),
});

/** What an administrator can reach before setting up a second factor. */
const openWithoutSecondFactor = ["/second-factor", "/account"];

/** How long the page is not drawn because its rows may still come. */
const longestWithoutBoardMilliseconds = 150;

/** Everything behind the login, in the frame with the navigation. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Frame,
  errorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  beforeLoad: async ({ location, abortController: { signal } }) => {
    const isKnown = queryClient.getQueryData(meQuery.queryKey) !== undefined;
    // People wait for the board: it is loaded while we still ask who they are.
    const board = location.pathname === "/" && !isKnown ? showBoardAhead(queryClient) : null;
    const me = await queryClient.ensureQueryData(meQuery).catch((error: unknown) => {
      throw isProblem(error, 401) ? redirect({ to: "/login", search: { next: location.href } }) : error;
    });
    const isHeldBack = me.secondFactorDue?.isRequired === true;
    if (isHeldBack && !openWithoutSecondFactor.includes(location.pathname))
      throw redirect({ to: "/second-factor", search: { next: location.href } });
    // Mostly it is there by now, so that the page is drawn once, with its rows.
    if (board !== null) await Promise.race([board, pause(longestWithoutBoardMilliseconds, signal)]);
  },
});

// Every page but the board is loaded when it is first opened.
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
  component: lazyRouteComponent(() => import("./pages/incident/IncidentPage.tsx"), "IncidentPage"),
});
const triage = createRoute({
  ...insideIt,
  path: "/triage",
  component: lazyRouteComponent(() => import("./pages/triage/TriagePage.tsx"), "TriagePage"),
});
const customers = createRoute({
  ...insideIt,
  path: "/customers",
  component: lazyRouteComponent(() => import("./pages/customers/CustomersPage.tsx"), "CustomersPage"),
});
const customer = createRoute({
  ...insideIt,
  path: "/customers/$id",
  validateSearch: customerSearch,
  component: lazyRouteComponent(() => import("./pages/customer/CustomerPage.tsx"), "CustomerPage"),
});
const operationTest = createRoute({
  ...insideIt,
  path: "/tests/$id",
  component: lazyRouteComponent(
    () => import("./pages/operationTest/OperationTestPage.tsx"),
    "OperationTestPage",
  ),
});
const audit = createRoute({
  ...insideIt,
  path: "/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("./pages/audit/AuditPage.tsx"), "AuditPage"),
});
const account = createRoute({
  ...insideIt,
  path: "/account",
  component: lazyRouteComponent(() => import("./pages/account/AccountPage.tsx"), "AccountPage"),
});
const secondFactor = createRoute({
  ...insideIt,
  path: "/second-factor",
  validateSearch: loginSearch,
  beforeLoad: () => {
    const me = queryClient.getQueryData(meQuery.queryKey);
    if (me?.secondFactorDue === null) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(
    () => import("./pages/secondFactor/SecondFactorPage.tsx"),
    "SecondFactorPage",
  ),
});
const people = createRoute({
  ...insideIt,
  path: "/people",
  component: lazyRouteComponent(() => import("./pages/people/PeoplePage.tsx"), "PeoplePage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    inside.addChildren([
      board,
      incident,
      triage,
      customers,
      customer,
      operationTest,
      audit,
      account,
      secondFactor,
      people,
    ]),
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
