import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../http/problemSchema.ts";
import {
  issuedTokenSchema,
  meSchema,
  newTokenSchema,
  ownTokensSchema,
  peopleSchema,
  sessionsSchema,
  tokensSchema,
} from "./schemas.ts";

const tags = ["people"];
const json = (schema: z.ZodType) => ({ "application/json": { schema } });
const nothing = { 204: { description: "Done" } };
const id = z.object({ id: z.string() });
const name = z.object({ name: z.string().meta({ description: "The person's name" }) });

export const peoplePaths: ZodOpenApiPathsObject = {
  "/api/me": {
    get: {
      tags,
      operationId: "me",
      summary: "Whose token or session this is",
      responses: { 200: { description: "The person", content: json(meSchema) }, ...problems(401, 503) },
    },
  },
  "/api/me/sessions": {
    get: {
      tags,
      operationId: "sessions",
      summary: "One's own sessions",
      responses: { 200: { description: "Sessions", content: json(sessionsSchema) }, ...problems(401, 503) },
    },
  },
  "/api/me/sessions/{id}": {
    delete: {
      tags,
      operationId: "endSession",
      summary: "End another of one's sessions",
      requestParams: { path: id },
      responses: { ...nothing, ...problems(401, 403, 404, 503) },
    },
  },
  "/api/me/tokens": {
    get: {
      tags,
      operationId: "tokens",
      summary: "One's API tokens",
      responses: { 200: { description: "Tokens", content: json(ownTokensSchema) }, ...problems(401, 503) },
    },
    post: {
      tags,
      operationId: "issueToken",
      summary: "Issue an API token; in a session only",
      description:
        "Asks for the person's password again. A person without one must have logged in through the company's login within the last ten minutes.",
      requestBody: { content: json(newTokenSchema), required: true },
      responses: {
        201: { description: "The token, shown this once", content: json(issuedTokenSchema) },
        ...problems(400, 401, 403, 409, 429, 503),
      },
    },
  },
  "/api/me/tokens/{id}": {
    delete: {
      tags,
      operationId: "revokeToken",
      summary: "Revoke an API token, at once",
      requestParams: { path: id },
      responses: { ...nothing, ...problems(401, 403, 404, 503) },
    },
  },
  "/api/people": {
    get: {
      tags,
      operationId: "people",
      summary: "Everyone with access; for administrators",
      responses: { 200: { description: "People", content: json(peopleSchema) }, ...problems(401, 403, 503) },
    },
  },
  "/api/people/{name}/tokens": {
    get: {
      tags,
      operationId: "personsTokens",
      summary: "A person's API tokens; for administrators",
      requestParams: { path: name },
      responses: {
        200: { description: "Tokens", content: json(tokensSchema) },
        ...problems(401, 403, 404, 503),
      },
    },
    delete: {
      tags,
      operationId: "revokePersonsTokens",
      summary: "Revoke all of a person's API tokens; for administrators",
      description: "The person sees who did it, beside their own tokens.",
      requestParams: { path: name },
      responses: { ...nothing, ...problems(401, 403, 404, 503) },
    },
  },
  "/api/people/{name}/tokens/{id}": {
    delete: {
      tags,
      operationId: "revokePersonsToken",
      summary: "Revoke one of a person's API tokens; for administrators",
      requestParams: { path: name.extend({ id: z.string() }) },
      responses: { ...nothing, ...problems(401, 403, 404, 503) },
    },
  },
  "/api/people/{name}/disable": {
    post: {
      tags,
      operationId: "disablePerson",
      summary: "Shut a person out at once; for administrators",
      description: "Sessions end and tokens are revoked.",
      requestParams: { path: name },
      responses: { ...nothing, ...problems(401, 403, 404, 409, 503) },
    },
  },
  "/api/people/{name}/enable": {
    post: {
      tags,
      operationId: "enablePerson",
      summary: "Let a person in again; for administrators",
      requestParams: { path: name },
      responses: { ...nothing, ...problems(401, 403, 404, 503) },
    },
  },
};
