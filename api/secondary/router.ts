import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { Database } from "../../db/connect.ts";
import { configurationVersion } from "../../db/customers/customers.ts";
import type { ShownIncident } from "../../db/incidents/incidents.ts";
import type { Person } from "../../db/people/tokens.ts";
import {
  actOnSecondary,
  findSecondary,
  noSuchSecondary,
  proposeSecondary,
  type SecondaryRow,
} from "../../db/secondary/secondary.ts";
import { DomainError } from "../../domain/errors.ts";
import { refusalTexts } from "../../domain/incidents/steeringTexts.ts";
import { customersPerson } from "../../domain/people/actor.ts";
import type { Act } from "../../domain/secondary/act.ts";
import { mayEverDo } from "../../domain/secondary/actions.ts";
import { type DeclaredAction, declarationOf } from "../../domain/secondary/declarations.ts";
import { decideProposal } from "../../domain/secondary/plan.ts";
import { propose } from "../../domain/secondary/propose.ts";
import type { Catalogue } from "../../runbooks/catalogue.ts";
import { auditedDeed } from "../auth/audited.ts";
import { personOf } from "../auth/authenticate.ts";
import { parseOrRefuse } from "../http/fieldErrors.ts";
import { refusal } from "../http/invalidInput.ts";
import { languageOf } from "../http/language.ts";
import { numberParameter, readParameters } from "../http/parameters.ts";
import { findVisible } from "../incidents/actions/findVisible.ts";
import type { Speaking } from "../incidents/actions/temporalUpdate.ts";
import { incidentAnswer } from "../incidents/answer.ts";
import { incidentNumberOf } from "../incidents/router.ts";
import { presentSecondary, presentSecondaryDetail } from "../incidents/secondary/present.ts";
import {
  type ProposalBody,
  proposalBodySchema,
  runAnswerBodySchema,
  type SecondaryAddress,
  secondaryAddresses,
} from "../incidents/secondary/schemas.ts";
import { visibleTo } from "../people/visibility.ts";
import { answerRun } from "./answer.ts";
import { checkedProposal } from "./proposal.ts";

export interface SecondaryDeps extends Speaking {
  db: Database;
  clock: () => Date;
  catalogue: Catalogue;
  /** Called once a row is stored that Temporal must be told of. */
  onStored: () => void;
}

/**
 * 障害二次対応 (R5.7): proposing, answering, and the operators' actions after that. Mounted behind `authenticate`
 * and `idempotent`.
 */
export function secondaryRouter(deps: SecondaryDeps): Router {
  const router = Router();
  router.post("/api/incidents/:number/secondary", (request, response) =>
    answerProposed(deps, request, response),
  );
  router.get("/api/secondary/:id", async (request, response) => {
    readParameters(z.strictObject({}), request.query);
    const row = await visibleSecondary(deps, request, response);
    response.json(presentSecondaryDetail(row, languageOf(response)));
  });
  for (const address of secondaryAddresses)
    router.post(`/api/secondary/:id/${address.path}`, (request, response) =>
      answerActed(deps, address, request, response),
    );
  router.post("/api/secondary/:id/answer", (request, response) => answerAnswered(deps, request, response));
  return router;
}

async function answerProposed(deps: SecondaryDeps, request: Request, response: Response) {
  const number = incidentNumberOf(request);
  const person = personOf(response);
  const incident = await findVisible(deps.db, number, person);
  if (person.role === "customer") throw new DomainError("forbidden", refusalTexts.forbidden());
  const body = parseOrRefuse(proposalBodySchema, request.body ?? {}, refusal);
  const { customer } = incident;
  const deed = { action: "proposeSecondary", customer, incident: number, detail: body };
  await auditedDeed(deps, request, response, deed, (name) =>
    begin(deps, incident, body, { by: person.name, request: name }),
  );
  deps.onStored();
  response.json(await incidentAnswer(deps, response, number));
}

/** Who proposes, and the request they propose by. */
interface Proposer {
  by: string;
  request: string;
}

async function begin(
  deps: SecondaryDeps,
  incident: ShownIncident,
  body: ProposalBody,
  { by, request }: Proposer,
): Promise<void> {
  const { customer, version, number } = incident;
  if (customer === null || version === null)
    throw new DomainError("customer_unknown", refusalTexts.customerUnknown());
  const configuration = await configurationVersion(deps.db, version);
  const isOver = incident.recoveredAt !== null || incident.closedAt !== null;
  const decision = decideProposal(body.kind, { plan: configuration.plan, isOver });
  if (!decision.allowed) throw new DomainError(decision.code, decision.reason);
  const at = deps.clock();
  const now = at.getTime();
  const checked = checkedProposal(body, { configuration, catalogue: deps.catalogue, incident, now });
  const record = propose({ ...checked, by, at: now, request });
  const agreed: Act | null =
    body.agreedBy === undefined
      ? null
      : {
          act: "approve",
          by: customersPerson(body.agreedBy),
          through: "phone",
          note: null,
          recordedBy: by,
        };
  await proposeSecondary(deps.db, { incident: number, customer, version, record, agreed });
}

async function answerActed(
  deps: SecondaryDeps,
  { action, body: form }: SecondaryAddress,
  request: Request,
  response: Response,
): Promise<void> {
  const row = await visibleSecondary(deps, request, response);
  const person = personOf(response);
  if (!mayEverDo(action, person.role)) throw new DomainError("forbidden", refusalTexts.forbidden());
  const body = parseOrRefuse(form, request.body ?? {}, refusal);
  const act = actOf(action, body, person);
  const { id, customer, incident } = row;
  const deed = { action: `${action}Secondary`, customer, incident, detail: { secondary: id, ...body } };
  const changed = await auditedDeed(deps, request, response, deed, (name) =>
    actOnSecondary(deps.db, id, { act, role: person.role, request: name, at: deps.clock() }),
  );
  deps.onStored();
  response.json(presentSecondary(changed, languageOf(response)));
}

async function answerAnswered(deps: SecondaryDeps, request: Request, response: Response) {
  const row = await visibleSecondary(deps, request, response);
  const { name: by, role } = personOf(response);
  if (!mayEverDo("answer", role)) throw new DomainError("forbidden", refusalTexts.forbidden());
  const body = parseOrRefuse(runAnswerBodySchema, request.body ?? {}, refusal);
  const { id, customer, incident } = row;
  const deed = { action: "answerSecondary", customer, incident, detail: { secondary: id, ...body } };
  await auditedDeed(deps, request, response, deed, (name) =>
    answerRun(deps, row, body, { by, role, request: name }),
  );
  response.json(presentSecondary(row, languageOf(response)));
}

/**
 * Finds a secondary response that this person may see. For a customer's person, other customers' do not
 * exist: every request gets 404 (RA4).
 */
async function visibleSecondary(
  { db }: SecondaryDeps,
  request: Request,
  response: Response,
): Promise<SecondaryRow> {
  const { id } = readParameters(z.object({ id: numberParameter }), request.params);
  const row = id === null ? null : await findSecondary(db, id, visibleTo(personOf(response)));
  if (row === null) throw noSuchSecondary(String(request.params.id));
  return row;
}

/** What a request does: a customer's person answers as themselves; everyone else is an operator. */
function actOf(action: DeclaredAction, body: Record<string, unknown>, { name, role }: Person): Act {
  if (role === "customer" && (action === "approve" || action === "decline")) {
    const note = typeof body.note === "string" ? body.note : null;
    return { act: action, by: customersPerson(name), through: "api", note, recordedBy: null };
  }
  return declarationOf(action).act(body, name);
}
