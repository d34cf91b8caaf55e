import { plain } from "../../../domain/runbooks/argument.ts";
import type { Probe } from "../../../domain/runbooks/probe.ts";
import { probeTexts as texts } from "../../../domain/runbooks/texts.ts";
import { latestImageOf } from "../aws/images.ts";
import { describeInstance, instanceState, statusChecks } from "../aws/instances.ts";
import { restoredFrom } from "../aws/restore.ts";
import { healthyOthers, membershipsOf, portsOf, targetHealth } from "../aws/targetGroups.ts";
import { httpCheck } from "../network/httpCheck.ts";
import { tcpCheck } from "../network/tcpCheck.ts";
import { tlsCheck } from "../network/tlsCheck.ts";
import type { Verdict } from "../network/verdict.ts";
import type { Reach } from "./reach.ts";
import { type Limits, runCommand } from "./runCommand.ts";
import { wayInStays } from "./wayIn.ts";

/** A command's verdict with its output, secrets masked. */
export interface Answered extends Verdict {
  output?: string;
  /** It gave no real answer: too slow, or no such program. */
  isNoAnswer?: true;
}

type ProbeOf<Kind extends Probe["kind"]> = Extract<Probe, { kind: Kind }>;

/** From this exit code on, a shell reports that a command could not be run or was ended. */
const lowestOfShells = 125;

/**
 * Asks a filled probe once; "no" is an answer too. Throws a RemoteFault, CloudFault or DomainError if it
 * could not ask, and the signal's own reason on an abort.
 */
export async function askProbe(reach: Reach, probe: Probe, limits: Limits): Promise<Answered> {
  const overNetwork = { ...limits, guard: reach.guard };
  switch (probe.kind) {
    case "command":
      return askCommand(reach, probe, limits);
    case "http": {
      const { statuses: expectStatus, contains } = probe;
      return httpCheck({
        url: plain(probe.url),
        expectStatus,
        ...(contains !== null && { contains }),
        ...overNetwork,
      });
    }
    case "tcp":
      return tcpCheck({ host: plain(probe.host), port: probe.port, ...overNetwork });
    case "tls": {
      const host = plain(probe.host);
      return tlsCheck({ host, serverName: host, port: probe.port, daysLeft: probe.daysLeft, ...overNetwork });
    }
    case "instance":
      return askInstance(reach, probe, limits);
    case "balancer":
      return askBalancer(reach, probe, limits);
    case "image":
      return askImage(reach, probe, limits);
    case "way-in":
      return wayInStays(reach, probe.outside.map(plain), limits);
  }
}

async function askCommand(reach: Reach, probe: ProbeOf<"command">, limits: Limits): Promise<Answered> {
  const { exitCode: code, stdout, output, seen } = await runCommand(reach, probe, limits);
  if (code === null) return { holds: false, seen, output, isNoAnswer: true };
  if (!probe.exits.includes(code))
    return { holds: false, seen, output, ...(code >= lowestOfShells && { isNoAnswer: true }) };
  const fits = probe.output === null || new RegExp(probe.output, "u").test(stdout.trim());
  return { holds: fits, seen: fits ? seen : texts.exitedOtherwise({ code }), output };
}

async function askInstance(reach: Reach, { is }: ProbeOf<"instance">, { signal }: Limits): Promise<Verdict> {
  const [aws, instanceId] = [await reach.aws(), reach.instance()];
  if (is === "passing-checks") {
    const { instance, system } = await statusChecks(aws, instanceId, signal);
    return { holds: instance === "ok" && system === "ok", seen: texts.statusChecks({ instance, system }) };
  }
  if (is === "behind-a-balancer") {
    const count = (await membershipsOf(aws, instanceId, signal)).length;
    return { holds: count > 0, seen: texts.memberships({ count }) };
  }
  const { state } = await instanceState(aws, instanceId, signal);
  return { holds: state === is, seen: texts.instance({ state }) };
}

async function askImage(reach: Reach, { is }: ProbeOf<"image">, { signal }: Limits): Promise<Verdict> {
  const [aws, instanceId] = [await reach.aws(), reach.instance()];
  if (is === "available") {
    const image = await latestImageOf(aws, instanceId, {}, signal);
    if (image === null) return { holds: false, seen: texts.noImage() };
    const { imageId, createdAt } = image;
    return { holds: true, seen: texts.image({ image: imageId, createdAt: createdAt.toISOString() }) };
  }
  const restored = await restoredFrom(aws, instanceId, signal);
  if (restored === null) return { holds: false, seen: texts.nothingRestored() };
  const { instance, system } = await statusChecks(aws, restored, signal);
  // A person who switches over by hand needs the address.
  const { PublicIpAddress, PrivateIpAddress } = await describeInstance(aws, restored, signal);
  const address = PublicIpAddress || PrivateIpAddress || "-";
  const seen = texts.restored({ id: restored, address, instance, system });
  return { holds: instance === "ok" && system === "ok", seen };
}

async function askBalancer(reach: Reach, probe: ProbeOf<"balancer">, { signal }: Limits): Promise<Verdict> {
  const membership = { targetGroup: plain(probe.targetGroup), instanceId: reach.instance() };
  if (probe.is === "others-healthy") {
    const count = await healthyOthers(await reach.aws(), membership, signal);
    return { holds: count > 0, seen: texts.others({ count }) };
  }
  if (probe.is === "member") {
    const count = (await portsOf(await reach.aws(), membership, signal)).length;
    return { holds: count > 0, seen: texts.registrations({ count }) };
  }
  const { state } = await targetHealth(await reach.aws(), membership, signal);
  return {
    holds: state === (probe.is === "healthy" ? "healthy" : "unused"),
    seen: texts.balancer({ state }),
  };
}
