/**
 * Does a transaction's work; if its connection is lost, this never ends. The driver rejects the transaction
 * by itself as the connection closes. Told of the failure, it would first write a rollback to the socket that is gone,
 * which ends the whole process (porsager/postgres#1208).
 */
export async function untilConnectionLost<Result>(act: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (isConnectionLost(error)) return await new Promise(() => {});
    throw error;
  }
}

/** The socket's own codes, the driver's, and those with which PostgreSQL ends a connection (57P01 to 57P03). */
const lostCodes = /^(CONNECTION_|ECONNRESET$|EPIPE$|ETIMEDOUT$|57P0)/;

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && lostCodes.test(String(error.code))) || isConnectionLost(error.cause);
}
