// Imports point down one set of arrows; each rule tells why it is there.
const ours =
  "^(activities|api|bench|cli|config|crash|db|dev|domain|runbooks|sandbox|scenarios|web|worker|workflows)/|^worker\\.ts$";
const test = "\\.test\\.tsx?$";
// What tests stand on: fixtures, a database per file.
const testSupport = "(^|/)(test[A-Z][^/]*|[^/]+\\.fixture)\\.ts$|/testing/";
// Programs, and what starts or drives them: these alone may wire everything together.
const wiring = "^(worker|api/server|cli/toban|sandbox/server)\\.ts$";

/** A folder's own code may import these of ours and nothing else; its tests may import more. */
function mayImport(folder, others, why) {
  return {
    name: `${folder}-imports-only-${others.length === 0 ? "itself" : others.join("-")}`,
    comment: why,
    severity: "error",
    from: { path: `^${folder}/`, pathNot: [test, testSupport, wiring] },
    to: { path: ours, pathNot: [folder, ...others].map((name) => `^${name}(/|\\.ts$)`) },
  };
}

// A thing is in the folder of its subject, and that has the same name everywhere.
const subjects = [
  "alerts",
  "incidents",
  "calls",
  "messages",
  "runbooks",
  "secondary",
  "silences",
  "tests",
  "customers",
  "people",
];

/** Beside the subjects a folder has only these parts. */
function hasTheGrid(folder, parts) {
  return {
    name: `${folder}-is-divided-by-subject`,
    comment: `One grid: ${subjects.join(", ")}.`,
    severity: "error",
    from: {},
    to: { path: `^${folder}/[^/]+/`, pathNot: [...subjects, ...parts].map((name) => `^${folder}/${name}/`) },
  };
}

module.exports = {
  forbidden: [
    hasTheGrid("domain", ["words"]),
    hasTheGrid("workflows", ["contract", "kit"]),
    hasTheGrid("activities", ["providers", "remote"]),
    hasTheGrid("api", ["audit", "auth", "console", "health", "http", "live", "metrics", "openapi", "relay"]),
    hasTheGrid("db", ["schema", "outbox"]),
    mayImport("domain", [], "Pure rules run in workflows, API and console alike."),
    mayImport("runbooks", ["domain"], "A runbook is data: the engine runs it, it runs nothing."),
    mayImport("db", ["domain"], "Queries know the domain's words and nothing of who asks."),
    mayImport("sandbox", [], "It stands in for the outside world, which knows nothing of us."),
    mayImport("config", ["domain"], "Everything else reads its settings from here."),
    mayImport(
      "activities",
      ["domain", "db", "runbooks", "workflows/contract", "workflows/ids"],
      "Side effects are built from what they are given.",
    ),
    mayImport(
      "api",
      ["domain", "db", "config", "runbooks", "workflows/contract", "workflows/ids"],
      "It speaks to workflows by messages and never writes incident state.",
    ),
    mayImport(
      "web",
      ["domain", "api/.*schemas"],
      "The console: pure rules run in it, and the API's answers are its types.",
    ),
    {
      name: "web-knows-of-the-api-only-types",
      comment: "What the console is served must hold nothing of the server.",
      severity: "error",
      from: { path: "^web/src/", pathNot: test },
      to: { path: "^api/", dependencyTypesNot: ["type-only"] },
    },
    mayImport(
      "cli",
      ["domain", "db", "config", "runbooks", "activities/remote"],
      "Commands speak to the database, and look at targets.",
    ),
    {
      name: "commands-load-their-acts-when-run",
      comment: "Help and each command need not wait for what all commands together load: cli/run.ts.",
      severity: "error",
      from: { path: "^cli/(commands/|(toban|program|run|collect)\\.ts$)", pathNot: test },
      to: {
        path: ours,
        pathNot: "^cli/(commands/|(program|run|collect)\\.ts$)|^domain/people/role\\.ts$",
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "workflows-import-only-domain",
      comment: "Orchestration only: it must replay for ever. Of activities it may know the types.",
      severity: "error",
      from: { path: "^workflows/", pathNot: test },
      to: { path: ours, pathNot: "^(workflows|domain)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "workflows-know-of-activities-only-their-types",
      comment: "Not even the types of anything else.",
      severity: "error",
      from: { path: "^workflows/", pathNot: test },
      to: { path: ours, pathNot: "^(workflows|domain|activities|runbooks)/" },
    },
    {
      name: "sandboxed-code-has-no-node",
      comment: "Neither the workflow sandbox nor a browser has modules of Node.",
      severity: "error",
      from: { path: "^(domain|workflows|web/src)/", pathNot: test },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "development-is-not-imported",
      comment: "What runs in production must not need dev/, scenarios/, crash/ or bench/.",
      severity: "error",
      from: { path: ours, pathNot: [test, testSupport, "^(dev|scenarios|bench|crash)/"] },
      to: { path: "^(dev|scenarios|bench|crash)/" },
    },
    {
      name: "tests-are-not-imported",
      comment: "A test file is no library.",
      severity: "error",
      from: {},
      to: { path: test },
    },
    {
      name: "no-circles",
      comment: "Two files that need each other are one idea, or a third is missing.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolved",
      comment: "An import that leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no programming interface for parsers; swc reads the same syntax.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(node_modules|\\.toban|\\.cache|web/dist)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
