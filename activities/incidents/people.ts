import { assignToTriage } from "../../db/incidents/assign.ts";
import { changeHolder, changeOperatorCalls } from "../../db/incidents/records.ts";
import { tellTimeline } from "../../db/incidents/timelineLines.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import { actorName } from "../../db/people/actors.ts";
import type { Action } from "../../domain/incidents/actions/table.ts";
import { timelineTexts } from "../../domain/incidents/timelineTexts.ts";
import type { ActivityDeps } from "../deps.ts";
import { keepOperatorOrder } from "../messages/operatorOrders.ts";
import type { Actor, PeopleActivities } from "./peopleContract.ts";

/** What people did, written down with their names; each may be repeated. */
export function peopleActivities(deps: ActivityDeps): PeopleActivities {
  const line = (incident: number, at: number, kind: string, text: string, fact: string, actor: string) =>
    tellTimeline(deps.db, [{ incident, at: new Date(at), actor, kind, text, fact }]);

  const nameOf = (actor: Actor, incident: number, at: number, ...asked: Action[]) =>
    actorName(deps.db, actor, { incident, actions: asked, at: new Date(at) });

  return {
    nameActor: ({ actor, incident, at }) => nameOf(actor, incident, at, "placeCall", "recordCallResult"),

    async recordTake({ incident, actor, from, at }) {
      const name = await nameOf(actor, incident, at, "take");
      await changeHolder(deps.db, incident, { takenBy: name, takenAt: new Date(at) });
      const text =
        from === null ? timelineTexts.taken({ by: name }) : timelineTexts.takenOver({ by: name, from });
      await line(incident, at, "taken", text, `taken/${actor.request}`, name);
      return name;
    },

    async recordNote({ incident, actor, text, at }) {
      const name = await nameOf(actor, incident, at, "recordNote");
      await line(incident, at, "note", text, `note/${actor.request}`, name);
      return name;
    },

    async recordSending({ incident, actor, step, channel, to, said, at }) {
      const context = await readIncidentContext(deps.db, incident);
      const { configuration } = context;
      const known = (channel === "mail" ? configuration?.contacts : configuration?.chat) ?? {};
      const unknown = to.filter((id) => !Object.hasOwn(known, id));
      if (unknown.length > 0) return { unknown };
      const name = await nameOf(actor, incident, at, channel === "mail" ? "sendMail" : "sendChat");
      const ordered = channel === "mail" ? timelineTexts.mailOrdered : timelineTexts.chatOrdered;
      const text = ordered({ to: to.join("、") });
      await line(incident, at, "operators-order", text, `order/${step}`, name);
      if (said !== undefined) await keepOperatorOrder(deps, context, { channel, step, to, ...said });
      return { unknown };
    },

    async recordEscalation({ incident, occurrence, rule, text, actor, operatorCalls, version, at }) {
      const name = actor === null ? "toban" : await nameOf(actor, incident, at, "escalate");
      await changeOperatorCalls(deps.db, incident, operatorCalls, version);
      await line(incident, at, "escalation", text, `escalation/${occurrence}/${rule}`, name);
      return name;
    },

    async recordOperatorCalls({ incident, operatorCalls, version, text, at }) {
      await changeOperatorCalls(deps.db, incident, operatorCalls, version);
      if (text === null) return;
      await line(incident, at, "escalation", text, `operator-calls/${operatorCalls.state}/${at}`, "toban");
    },

    async assignIncident({ incident, actor, rule, customer, at }) {
      const by = await nameOf(actor, incident, at, "assign");
      const order = { incident, rule, customer, by, request: actor.request, at: new Date(at) };
      return await assignToTriage(deps.db, order);
    },
  };
}
