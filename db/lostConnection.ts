/**
 * Does a transaction's work; never returns if its connection is lost. The driver then rejects the transaction
 * itself. If it learned of the failure from here, it would first write a rollback to the closed socket, which
 * ends the whole process (porsager/postgres#1208).
 */
export async function untilConnectionLost<Result>(act: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (isConnectionLost(error)) return await new Promise(() => {});
    throw error;
  }
}

/** Codes of the socket, of the driver, and of PostgreSQL when it ends a connection (57P01 to 57P03). */
const lostCodes = /^(CONNECTION_|ECONNRESET$|EPIPE$|ETIMEDOUT$|57P0)/;

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && lostCodes.test(String(error.code))) || isConnectionLost(error.cause);
}
