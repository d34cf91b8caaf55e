import { plain } from "../../../domain/runbooks/argument.ts";
import type { Action } from "../../../domain/runbooks/probe.ts";
import { actTexts } from "../../../domain/runbooks/runTexts.ts";
import { balancerTexts } from "../../../domain/runbooks/texts.ts";
import { rebootInstance, startInstance, stopInstance } from "../aws/instances.ts";
import { deregister, portsOf, register } from "../aws/targetGroups.ts";
import { collectBundle } from "./collectBundle.ts";
import type { Done } from "./done.ts";
import { imageAction } from "./imageAction.ts";
import type { Reach } from "./reach.ts";
import { type Limits, runCommand } from "./runCommand.ts";

export interface Memory {
  /** What `beforeAction` noted in this run, latest first. */
  marks: readonly string[];
  /** Names this step of this run, so that a repeat finds what was already made. */
  token: string;
}

type ActionOf<Kind extends Action["kind"]> = Extract<Action, { kind: Kind }>;

/**
 * Does once what a filled tree orders; `askProbe` tells whether it had its effect. Throws a RemoteFault,
 * CloudFault or DomainError if it could not ask for it, and the signal's own reason on an abort.
 */
export async function carryOut(reach: Reach, action: Action, limits: Limits & Memory): Promise<Done> {
  switch (action.kind) {
    case "command": {
      const { exitCode, output, seen } = await runCommand(reach, action, limits);
      return { ok: exitCode === 0, seen, output };
    }
    case "instance":
      return await changeInstance(reach, action, limits);
    case "balancer":
      return await changeBalancer(reach, action, limits);
    case "image":
      return await imageAction(reach, action, limits);
    case "bundle":
      return await collectBundle(reach, action, limits);
  }
}

/** What to note before an action is asked for, so that it can be undone exactly; null: nothing. */
export async function beforeAction(reach: Reach, action: Action, { signal }: Limits): Promise<string | null> {
  if (action.kind !== "balancer" || action.do !== "take-out") return null;
  const membership = { targetGroup: plain(action.targetGroup), instanceId: reach.instance() };
  const ports = await portsOf(await reach.aws(), membership, signal);
  return ports.length === 0 ? null : portsMark(membership) + ports.join();
}

const portsMark = ({ targetGroup }: { targetGroup: string }): string => `ports of ${targetGroup}: `;

async function changeInstance(reach: Reach, action: ActionOf<"instance">, { signal }: Limits): Promise<Done> {
  const [aws, instanceId] = [await reach.aws(), reach.instance()];
  const change = { reboot: rebootInstance, stop: stopInstance, start: startInstance }[action.do];
  await change(aws, instanceId, signal);
  return { ok: true, seen: actTexts.asked() };
}

async function changeBalancer(
  reach: Reach,
  action: ActionOf<"balancer">,
  { signal, marks }: Limits & Memory,
): Promise<Done> {
  const aws = await reach.aws();
  const membership = { targetGroup: plain(action.targetGroup), instanceId: reach.instance() };
  const noted = marks.find((mark) => mark.startsWith(portsMark(membership)));
  const ports = noted?.slice(portsMark(membership).length).split(",").map(Number) ?? [];
  // It was not in before, so nothing was noted. Registering it would send it requests on a port nobody chose.
  if (ports.length === 0 && action.do === "put-back")
    return { ok: true, seen: balancerTexts.nothingToPutBack() };
  const change = action.do === "take-out" ? deregister : register;
  // It was not in; taking it out on the group's own port confirms that.
  if (ports.length === 0) await change(aws, membership, signal);
  for (const port of ports) await change(aws, { ...membership, port }, signal);
  return { ok: true, seen: actTexts.asked() };
}
