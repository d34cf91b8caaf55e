import { assignToTriage } from "../../db/incidents/assign.ts";
import { changeHolder, changeOperatorCalls } from "../../db/incidents/records.ts";
import { readIncidentContext } from "../../db/messages/tellingContext.ts";
import { actorName } from "../../db/people/actors.ts";
import { tellTimeline } from "../../db/timelineLines.ts";
import type { Action } from "../../domain/incidents/actions/table.ts";
import { incidentEvents } from "../../domain/incidents/events.ts";
import type { SaidBy } from "../../domain/people/actor.ts";
import { engine } from "../../domain/people/actor.ts";
import type { TimelineEvent } from "../../domain/timeline.ts";
import type { ActivityDeps } from "../deps.ts";
import { keepOperatorOrder } from "../messages/operatorOrders.ts";
import type { PeopleActivities } from "./peopleContract.ts";

/** Records what people did, with their names; each is safe to repeat. */
export function peopleActivities(deps: ActivityDeps): PeopleActivities {
  const tell = (incident: number, at: number, event: TimelineEvent, fact: string, actor: string) =>
    tellTimeline(deps.db, [{ incident, at: new Date(at), actor, event, fact }]);

  const nameOf = (actor: SaidBy, incident: number, at: number, ...asked: Action[]) =>
    actorName(deps.db, actor, { incident, actions: asked, at: new Date(at) });

  return {
    nameActor: ({ actor, incident, at }) => nameOf(actor, incident, at, "placeCall", "recordCallResult"),

    async recordTake({ incident, actor, from, at }) {
      const name = await nameOf(actor, incident, at, "take");
      await changeHolder(deps.db, incident, { takenBy: name, takenAt: new Date(at) });
      const event =
        from === null ? incidentEvents.taken({ by: name }) : incidentEvents.takenOver({ by: name, from });
      await tell(incident, at, event, `taken/${actor.request}`, name);
      return name;
    },

    async recordNote({ incident, actor, text, at }) {
      const name = await nameOf(actor, incident, at, "recordNote");
      await tell(incident, at, incidentEvents.noted({ text }), `note/${actor.request}`, name);
      return name;
    },

    async recordSending({ incident, actor, step, channel, to, said, at }) {
      const context = await readIncidentContext(deps.db, incident);
      const { configuration } = context;
      const known = (channel === "mail" ? configuration?.contacts : configuration?.chat) ?? {};
      const unknown = to.filter((id) => !Object.hasOwn(known, id));
      if (unknown.length > 0) return { unknown };
      const name = await nameOf(actor, incident, at, channel === "mail" ? "sendMail" : "sendChat");
      const event = incidentEvents[channel === "mail" ? "mailOrdered" : "chatOrdered"]({ to });
      await tell(incident, at, event, `order/${step}`, name);
      if (said !== undefined) await keepOperatorOrder(deps, context, { channel, step, to, ...said });
      return { unknown };
    },

    async recordEscalation({ incident, occurrence, actor, operatorCalls, version, event, at }) {
      const name = actor === null ? engine : await nameOf(actor, incident, at, "escalate");
      await changeOperatorCalls(deps.db, incident, operatorCalls, version);
      await tell(incident, at, event, `escalation/${occurrence}/${event.rule}`, name);
      return name;
    },

    async recordOperatorCalls({ incident, operatorCalls, version, event, at }) {
      await changeOperatorCalls(deps.db, incident, operatorCalls, version);
      if (event === null) return;
      await tell(incident, at, event, `operator-calls/${operatorCalls.state}/${at}`, engine);
    },

    async assignIncident({ incident, actor, rule, customer, at }) {
      const by = await nameOf(actor, incident, at, "assign");
      const order = { incident, rule, customer, by, request: actor.request, at: new Date(at) };
      return await assignToTriage(deps.db, order);
    },
  };
}
