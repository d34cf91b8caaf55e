import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { DomainError } from "../../domain/errors.ts";
import { loggable } from "../../domain/loggable.ts";
import { type Problem, problemOf, sendProblem } from "./problem.ts";

type Send = (response: Response, problem: Problem) => void;

/** The last handler of every request: answers what went wrong, and logs it if the fault is ours. */
export function errorHandler(logger: Logger, send: Send = sendProblem): ErrorRequestHandler {
  return (error, _request, response, next) => {
    // The work went on after its sender was answered.
    if (response.writableEnded) return;
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const { requestId } = response.locals;
      logger.error({ requestId, code: problem.code, error: loggable(error) }, "request failed");
    }
    if (response.headersSent) next(error);
    else send(response, problem);
  };
}

/** For senders that drop an alert on 4xx but retry on 503: answers every fault of ours with 503. */
export const comeAgain: ErrorRequestHandler = (error, _request, _response, next) => {
  if (problemOf(error).status !== 500) return next(error);
  next(new DomainError("unavailable", "The request failed. Please send it again.", { cause: error }));
};

export const notFound: RequestHandler = () => {
  throw new DomainError("not_found", "There is nothing at this address.");
};

/** For addresses that exist: refuses every method but POST by name. */
export const onlyPost: RequestHandler = (_request, response) => {
  response.set("Allow", "POST");
  throw new DomainError("method_not_allowed", "Only POST is allowed here.");
};
