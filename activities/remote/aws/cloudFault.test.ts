import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Aws, awsFor } from "./account.ts";
import { classifyAws } from "./cloudFault.ts";
import { instanceState, rebootInstance } from "./instances.ts";
import { acme, anyCredentials } from "./testMoto.ts";

let server: Server | null = null;
let aws: Aws | null = null;
afterEach(() => {
  aws?.close();
  server?.closeAllConnections();
  server?.close();
  [server, aws] = [null, null];
});

/** Starts an AWS scripted by the test, and counts its requests. */
async function awsThat(answer: (response: ServerResponse) => void): Promise<{ aws: Aws; asked(): number }> {
  let times = 0;
  server = createServer((request, response) => {
    times += 1;
    request.resume();
    request.on("end", () => answer(response));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { aws: awsAt(`http://127.0.0.1:${port}`), asked: () => times };
}

function awsAt(endpoint: string): Aws {
  aws = awsFor({ ...acme, accountId: null }, { endpoint, credentials: anyCredentials });
  return aws;
}

/** An error in EC2's own format. */
const saying = (status: number, code: string) => (response: ServerResponse) => {
  response.writeHead(status, { "content-type": "text/xml" });
  response.end(
    `<Response><Errors><Error><Code>${code}</Code><Message>arn:aws:iam::1:user/x geheim</Message></Error></Errors>` +
      "<RequestID>1</RequestID></Response>",
  );
};

describe("what AWS says when it does not do a thing", () => {
  it.each([
    [400, "RequestLimitExceeded", { kind: "throttled", outcome: "transient" }],
    [503, "Unavailable", { kind: "unavailable", outcome: "unknown" }],
    [500, "InternalError", { kind: "unavailable", outcome: "unknown" }],
    [500, "InsufficientInstanceCapacity", { kind: "unavailable", outcome: "transient" }],
    [400, "IncorrectInstanceState", { kind: "invalid", outcome: "transient" }],
    [400, "InvalidParameterValue", { kind: "invalid", outcome: "permanent" }],
    [403, "UnauthorizedOperation", { kind: "denied", outcome: "permanent" }],
    [401, "SomethingNew", { kind: "denied", outcome: "permanent" }],
    [400, "InvalidInstanceID.NotFound", { kind: "not-found", outcome: "permanent" }],
  ])("[R5.6] %i %s is read as what it means for a reboot, which is asked for once", async (...given) => {
    const [status, code, expected] = given;
    const counterpart = await awsThat(saying(status, code));
    const fault = await rebootInstance(counterpart.aws, "i-1").catch((error: unknown) => error);
    expect(fault).toMatchObject({ ...expected, code, message: expect.stringContaining(code) });
    expect(JSON.stringify(fault)).not.toMatch(/geheim|arn:/);
    expect(counterpart.asked()).toBe(1);
  });

  it("[R5.6] a question is asked three times, and leaves nothing behind", async () => {
    const counterpart = await awsThat(saying(503, "Unavailable"));
    await expect(instanceState(counterpart.aws, "i-1")).rejects.toMatchObject({ outcome: "transient" });
    expect(counterpart.asked()).toBe(3);
  });

  it("[R5.6] a connection that breaks off after a reboot request leaves its outcome unknown", async () => {
    const counterpart = await awsThat((response) => response.destroy());
    await expect(rebootInstance(counterpart.aws, "i-1")).rejects.toMatchObject({
      kind: "unavailable",
      outcome: "unknown",
      message: "AWSから応答がありませんでした（ECONNRESET）",
    });
    expect(counterpart.asked()).toBe(1);
  });

  it("[R5.6] without a connection nothing was done", async () => {
    const nobody = awsAt("http://127.0.0.1:1");
    const refused = {
      kind: "unavailable",
      outcome: "transient",
      message: "AWSに接続できませんでした（ECONNREFUSED）",
    };
    await expect(rebootInstance(nobody, "i-1")).rejects.toMatchObject(refused);
    await expect(instanceState(nobody, "i-1")).rejects.toMatchObject(refused);
  });

  it("[R5.6] a page from elsewhere is not taken for AWS's answer", async () => {
    const counterpart = await awsThat((response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>proxy</html>");
    });
    await expect(instanceState(counterpart.aws, "i-1")).rejects.toMatchObject({ name: "CloudFault" });
  });

  it("[R5.6] an abort throws the signal's own reason", async () => {
    const counterpart = await awsThat(() => {});
    const signal = AbortSignal.timeout(200);
    const heard = await rebootInstance(counterpart.aws, "i-1", signal).catch((error: unknown) => error);
    expect(heard).toBe(signal.reason);
  });

  it.each([
    ["did not establish a connection with the server", "transient"],
    ["a request has exceeded the configured 20000 ms requestTimeout", "unknown"],
  ])("[R5.6] a time-out is read by when it was: %s", (words, outcome) => {
    const error = Object.assign(new Error(`@smithy/node-http-handler - ${words}`), { name: "TimeoutError" });
    expect(classifyAws(error, { action: "ec2:RebootInstances", changes: true })).toMatchObject({
      kind: "unavailable",
      outcome,
    });
  });
});
