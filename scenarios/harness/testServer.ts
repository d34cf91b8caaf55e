import { TestWorkflowEnvironment } from "@temporalio/testing";
import { inject } from "vitest";

/** The SDK gives a server five seconds to answer; a busy host once took longer, and two files failed. */
const attempts = 6;

/** Starts Temporal's time-skipping test server, anew while the host is too slow for the SDK. */
export async function startTestServer(
  executable = inject("temporalTestServer"),
): Promise<TestWorkflowEnvironment> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({
        server: { executable: { type: "existing-path", path: executable } },
      });
    } catch (error) {
      // The SDK has ended the slow server by now.
      const wasSlow = error instanceof Error && /did not start within/.test(error.message);
      if (!wasSlow || attempt === attempts) throw error;
    }
  }
}
