import { type CreateDocumentOptions, createDocument } from "zod-openapi";
import project from "../../package.json" with { type: "json" };
import { intakePaths } from "../alerts/paths.ts";
import { auditPaths } from "../audit/paths.ts";
import { authPaths } from "../auth/paths.ts";
import { recordingPaths } from "../calls/recordings/paths.ts";
import { customerPaths } from "../customers/paths.ts";
import { healthPaths } from "../health/paths.ts";
import { actionPaths } from "../incidents/actions/paths.ts";
import { boardPaths } from "../incidents/board/paths.ts";
import { deskPaths } from "../incidents/desk/paths.ts";
import { incidentPaths } from "../incidents/paths.ts";
import { livePaths } from "../live/paths.ts";
import { metricsPaths } from "../metrics/paths.ts";
import { peoplePaths } from "../people/paths.ts";
import { secondaryPaths } from "../secondary/paths.ts";
import { silencePaths } from "../silences/paths.ts";
import { operationTestPaths } from "../tests/paths.ts";

/** The whole API, built from the schemas that its handlers use. Each area adds its `paths.ts` here. */
export const apiDocument = () =>
  createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Toban (当番)",
        version: project.version,
        summary: "Every alert becomes a handled incident.",
        description: [
          "Times are ISO 8601 in UTC. Lists go page by page: `nextCursor` of one answer is `cursor` of the next request.",
          "Every refusal is a problem of RFC 9457 with a `code` for programs.",
        ].join("\n\n"),
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      tags: [
        { name: "intake", description: "Where monitoring tools send their alerts" },
        { name: "incidents", description: "What came of those alerts" },
        { name: "customers", description: "Customers, and what was agreed with them" },
        { name: "silences", description: "静観: announced work, for which nobody is told" },
        { name: "operation tests", description: "Proof, before service begins, that people are reached" },
        { name: "operating", description: "What people do about incidents" },
        {
          name: "secondary response",
          description: "Work agreed with the customer beyond the first response",
        },
        { name: "people", description: "People, their rights and their tokens" },
        { name: "login", description: "Logging in from a browser" },
        { name: "audit", description: "Who did what, and when" },
        { name: "running", description: "For those who run the system; without a login" },
      ],
      security: [{ token: [] }, { session: [] }],
      components: {
        securitySchemes: {
          token: {
            type: "http",
            scheme: "bearer",
            description: "A person's token (`toban user add --token`)",
          },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "toban.session_token",
            description: "A browser's login; requests that change something must come from our own pages",
          },
          sourceKey: { type: "http", scheme: "bearer", description: "A source's key (`toban source-key`)" },
          sourceKeyInAddress: {
            type: "apiKey",
            in: "query",
            name: "key",
            description: "The same, for tools that cannot set headers",
          },
        },
      },
      paths: {
        ...intakePaths,
        ...incidentPaths,
        ...actionPaths,
        ...deskPaths,
        ...customerPaths,
        ...recordingPaths,
        ...boardPaths,
        ...livePaths,
        ...silencePaths,
        ...operationTestPaths,
        ...secondaryPaths,
        ...peoplePaths,
        ...authPaths,
        ...auditPaths,
        ...healthPaths,
        ...metricsPaths,
      },
    },
    { override: readable },
  );

/** Makes schemas tell people and generators what the handlers really require. */
const readable: CreateDocumentOptions["override"] = ({ jsonSchema, io }) => {
  // The format says enough; the pattern is four lines of leap years.
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  // JavaScript's integer limits mean nothing to a reader.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  // A field that accepts anything may also be absent.
  if (io === "input" && jsonSchema.required !== undefined)
    jsonSchema.required = jsonSchema.required.filter(
      (key) => Object.keys(Object(jsonSchema.properties?.[key])).length > 0,
    );
};
