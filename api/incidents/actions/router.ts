import { type Request, type Response, Router } from "express";
import { DomainError } from "../../../domain/errors.ts";
import { mayEver } from "../../../domain/incidents/actions/decide.ts";
import type { Action } from "../../../domain/incidents/actions/table.ts";
import { refusalTexts, unavailableTexts } from "../../../domain/incidents/steeringTexts.ts";
import { say } from "../../../domain/say.ts";
import type { Language } from "../../../domain/words/language.ts";
import type { Text } from "../../../domain/words/phrase.ts";
import { loginOf, personOf } from "../../auth/authenticate.ts";
import { requestName } from "../../auth/requestName.ts";
import { parseOrRefuse } from "../../http/fieldErrors.ts";
import { refusal } from "../../http/invalidInput.ts";
import { languageOf } from "../../http/language.ts";
import { problemOf } from "../../http/problem.ts";
import { incidentAnswer } from "../answer.ts";
import { incidentNumberOf } from "../router.ts";
import { findVisible } from "./findVisible.ts";
import { orderOf } from "./orders.ts";
import { type ActionsDeps, perform } from "./perform.ts";
import { type ActionAddress, addresses, type BulkAnswer } from "./schemas.ts";

/** How many workflows are asked at once. Each takes some 40 ms. */
const bulkAtOnce = 20;
/** Below the API's own limit, so that one hanging workflow does not delay the answers of the others. */
const bulkPatienceMilliseconds = 10_000;
const patienceOfOneMilliseconds = 4_000;

/** What people do to incidents (contract "API"). Mounted behind `authenticate` and `idempotent`. */
export function actionsRouter(deps: ActionsDeps): Router {
  const router = Router();
  for (const address of addresses) {
    const { path, bulkBody } = address;
    // Comes first, since `bulk` would match `:number` too.
    if (bulkBody !== null)
      router.post(`/api/incidents/bulk/${path}`, (request, response) =>
        bulk(deps, { ...address, bulkBody }, request, response),
      );
    router.post(`/api/incidents/:number/${path}`, (request, response) =>
      one(deps, address, request, response),
    );
  }
  return router;
}

async function one(
  deps: ActionsDeps,
  { action, body }: ActionAddress,
  request: Request,
  response: Response,
): Promise<void> {
  const number = incidentNumberOf(request);
  const person = personOf(response);
  await findVisible(deps.db, number, person);
  mayOrRefuse(action, response);
  const order = orderOf(action, parseOrRefuse(body, request.body ?? {}, refusal));
  const name = requestName(request, response);
  await perform(deps, { person, via: loginOf(response).via, number, order, request: name });
  response.json(await incidentAnswer(deps, response, number));
}

async function bulk(
  deps: ActionsDeps,
  { action, bulkBody }: ActionAddress & { bulkBody: NonNullable<ActionAddress["bulkBody"]> },
  request: Request,
  response: Response,
): Promise<void> {
  mayOrRefuse(action, response);
  const { numbers, ...body } = parseOrRefuse(bulkBody, request.body ?? {}, refusal);
  const order = orderOf(action, body);
  const person = personOf(response);
  const language = languageOf(response);
  const wanted = [...new Set(numbers)];
  const results = new Map<number, BulkAnswer["results"][number]>();
  const waiting = [...wanted];
  const patience = {
    ...deps,
    patienceMilliseconds: Math.min(deps.patienceMilliseconds, patienceOfOneMilliseconds),
  };
  const until = Date.now() + bulkPatienceMilliseconds;
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      if (Date.now() > until) return;
      const name = requestName(request, response, String(number));
      const performed = perform(patience, {
        person,
        via: loginOf(response).via,
        number,
        order,
        request: name,
      });
      results.set(number, await resultOf(number, performed, language));
    }
  };
  await Promise.all(Array.from({ length: bulkAtOnce }, work));
  response.json({
    results: wanted.map(
      (number) =>
        results.get(number) ?? refused(number, "unavailable", unavailableTexts.notReached(), language),
    ),
  } satisfies BulkAnswer);
}

/** Handles each incident on its own: one that is refused or fails does not stop the others. */
async function resultOf(
  number: number,
  performed: Promise<void>,
  language: Language,
): Promise<BulkAnswer["results"][number]> {
  try {
    await performed;
    return { number, ok: true };
  } catch (error) {
    const { status, code, detail } = problemOf(error);
    // Programs read faults in English, but people read this list.
    const isRefusal = error instanceof DomainError && status !== 500;
    return refused(number, code, isRefusal ? detail : unavailableTexts.failed(), language);
  }
}

const refused = (number: number, code: string, why: Text, language: Language) => ({
  number,
  ok: false,
  code,
  detail: say(why, language),
});

function mayOrRefuse(action: Action, response: Response): void {
  if (!mayEver(action, personOf(response).role)) throw new DomainError("forbidden", refusalTexts.forbidden());
}
