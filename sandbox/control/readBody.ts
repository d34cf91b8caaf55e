import type { NextFunction, Request, Response } from "express";
import { z } from "zod";

/** Input refused by a schema, answered with 400 and the field's path. */
export class BadInput extends Error {
  readonly errors: { path: string; message: string }[];

  constructor(errors: { path: string; message: string }[]) {
    super("bad input");
    this.errors = errors;
  }
}

export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  request: { body?: unknown },
): z.output<Schema> {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  throw new BadInput(
    parsed.error.issues.map((issue) => ({ path: z.core.toDotPath(issue.path), message: issue.message })),
  );
}

export function answerBadInput(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (error instanceof BadInput) response.status(400).json({ errors: error.errors });
  else next(error);
}
