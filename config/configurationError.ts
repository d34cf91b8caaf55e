import { DomainError, type FieldError } from "../domain/errors.ts";

/** All faults of the environment together, so that one start is enough to mend them all. */
export class ConfigurationError extends DomainError {
  constructor(faults: readonly FieldError[]) {
    const lines = faults.map((fault) => `  ${fault.path}: ${fault.message}`);
    super("configuration", `The environment has ${countOf(faults)}:\n${lines.join("\n")}`, {
      errors: faults,
    });
  }
}

function countOf(faults: readonly FieldError[]): string {
  return faults.length === 1 ? "a fault" : `${faults.length} faults`;
}
