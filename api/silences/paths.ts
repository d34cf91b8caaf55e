import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import {
  extensionSchema,
  type SilenceAnswer,
  silenceRequestSchema,
  silenceSchema,
  silencesParameters,
  silencesSchema,
} from "./schemas.ts";

const path = z.object({ silence: z.int().min(1).meta({ description: "The silence's number" }) });

const asked: SilenceAnswer = {
  id: 12,
  customer: "acme",
  state: "scheduled",
  system: null,
  targets: ["web01", "db*"],
  alarms: null,
  from: "2026-11-25T13:00:00.000Z",
  until: "2026-11-25T21:00:00.000Z",
  every: null,
  reason: "OSのアップデート",
  requestedBy: "customer:佐藤 太郎",
  requestedAt: "2026-11-20T01:00:00.000Z",
  planned: false,
  needsYes: false,
  answer: null,
  answeredBy: null,
  answeredAt: null,
  endedBy: null,
  endedAt: null,
  nextFrom: "2026-11-25T13:00:00.000Z",
  nextUntil: "2026-11-25T21:00:00.000Z",
};
const late: SilenceAnswer = {
  ...asked,
  id: 13,
  state: "active",
  requestedAt: "2026-11-25T12:30:00.000Z",
  needsYes: true,
  answer: "approved",
  answeredBy: "鈴木",
  answeredAt: "2026-11-25T12:40:00.000Z",
};
const planned: SilenceAnswer = {
  ...asked,
  id: 3,
  system: "shop",
  targets: ["web01", "10.0.1.11"],
  from: "2026-11-01T00:00:00.000Z",
  until: "2100-01-01T00:00:00.000Z",
  every: "Sun 02:00-04:00",
  reason: null,
  requestedBy: "toban",
  requestedAt: "2026-11-01T00:00:00.000Z",
  planned: true,
  nextFrom: "2026-11-28T17:00:00.000Z",
  nextUntil: "2026-11-28T19:00:00.000Z",
};

const answer = (description: string, example: SilenceAnswer) => ({
  description,
  content: { "application/json": { schema: silenceSchema, example } },
});

const requestExamples = {
  once: {
    summary: "Two targets for a night, all alarms",
    value: {
      customer: "acme",
      targets: ["web01", "db*"],
      from: "2026-11-25T22:00:00+09:00",
      until: "2026-11-26T06:00:00+09:00",
      reason: "OSのアップデート",
    },
  },
  weekly: {
    summary: "A whole system, some alarms, every Sunday of December",
    value: {
      customer: "acme",
      system: "shop",
      targets: "all",
      alarms: ["HTTP*"],
      from: "2026-12-01T00:00:00+09:00",
      until: "2027-01-01T00:00:00+09:00",
      every: "Sun 02:00-04:00",
    },
  },
};

export const silencePaths: ZodOpenApiPathsObject = {
  "/api/silences": {
    get: {
      tags: ["silences"],
      operationId: "silences",
      summary: "Silences in force and to come, and those that ended in the last 30 days",
      description:
        "The newest 200, planned downtime included. A customer's token sees its own. Another's `customer` is refused.",
      requestParams: { query: silencesParameters },
      responses: {
        200: {
          description: "Newest first",
          content: {
            "application/json": { schema: silencesSchema, example: { silences: [late, asked, planned] } },
          },
        },
        ...problems(400, 401, 403, 503),
      },
    },
    post: {
      tags: ["silences"],
      operationId: "setSilence",
      summary: "Silences alerts for a time",
      description: [
        "While it lasts, alerts are stored and open incidents, but nobody is told and nothing is run. What still fires at its end is handled as detected then.",
        "A customer's silence that begins before the same time of the next business day is `pending` until an operator approves it. An operator's own never is.",
      ].join("\n\n"),
      requestBody: {
        content: { "application/json": { schema: silenceRequestSchema, examples: requestExamples } },
      },
      responses: { 201: answer("The silence", asked), ...problems(400, 401, 403, 422, 503) },
    },
  },
  "/api/silences/{silence}": {
    delete: {
      tags: ["silences"],
      operationId: "endSilence",
      summary: "Ends a silence now, or withdraws one that has not begun",
      description: "409 `silence_ended` if it is over, `from_file` for planned downtime.",
      requestParams: { path },
      responses: { 204: { description: "It has ended" }, ...problems(400, 401, 403, 404, 409, 503) },
    },
  },
  "/api/silences/{silence}/extend": {
    post: {
      tags: ["silences"],
      operationId: "extendSilence",
      summary: "Lets a silence last longer",
      description:
        "409 `silence_ended` if it is over, `from_file` for planned downtime, `needs_yes` for a customer's person if it ends before the same time of the next business day.",
      requestParams: { path },
      requestBody: {
        content: {
          "application/json": { schema: extensionSchema, example: { until: "2026-11-26T08:00:00+09:00" } },
        },
      },
      responses: {
        200: answer("The silence with its new end", {
          ...asked,
          until: "2026-11-25T23:00:00.000Z",
          nextUntil: "2026-11-25T23:00:00.000Z",
        }),
        ...problems(400, 401, 403, 404, 409, 422, 503),
      },
    },
  },
  "/api/silences/{silence}/approve": {
    post: {
      tags: ["silences"],
      operationId: "approveSilence",
      summary: "An operator's yes to a silence that was asked for late",
      description: "409 `not_pending` if it does not wait for one.",
      requestParams: { path },
      responses: { 200: answer("The silence", late), ...problems(400, 401, 403, 404, 409, 422, 503) },
    },
  },
  "/api/silences/{silence}/decline": {
    post: {
      tags: ["silences"],
      operationId: "declineSilence",
      summary: "An operator's no: the silence has ended",
      description: "409 `not_pending` if it does not wait for an answer.",
      requestParams: { path },
      responses: {
        200: answer("The silence", {
          ...late,
          state: "ended",
          answer: "declined",
          endedBy: "鈴木",
          endedAt: "2026-11-25T12:40:00.000Z",
          nextFrom: null,
          nextUntil: null,
        }),
        ...problems(400, 401, 403, 404, 409, 422, 503),
      },
    },
  },
};
