import type { ChatDestination, SecretName } from "../../domain/customers/configuration.ts";
import { DomainError } from "../../domain/errors.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { AddressGuard } from "../remote/addressGuard.ts";
import { type ChatworkSettings, chatwork } from "./chatwork.ts";
import type { Failure, Outcome } from "./outcome.ts";
import { type SlackSettings, slack } from "./slack.ts";
import { teams } from "./teams.ts";

/** null: the environment has no token for it. */
export interface ChatSettings {
  slack: SlackSettings | null;
  chatwork: ChatworkSettings | null;
}

export interface ChatPost {
  /** Whose `secret:NAME` the destination may name; null for the operators' own chat. */
  customer: string | null;
  destination: ChatDestination;
  /** Plain text; each chat's escaping and mentions are added here. */
  line: string;
}

export interface ChatPoster {
  post(message: ChatPost): Promise<Outcome>;
}

type OpenSecret = (customer: string, name: string) => Promise<string>;

/** Slack, Chatwork and Teams behind one question: was it posted? */
export function chatPoster(settings: ChatSettings, openSecret: OpenSecret, guard: AddressGuard): ChatPoster {
  const slackRooms = settings.slack && slack(settings.slack);
  const chatworkRooms = settings.chatwork && chatwork(settings.chatwork);
  const teamsChannels = teams();
  return {
    async post({ customer, destination, line }) {
      switch (destination.kind) {
        case "slack":
          return slackRooms?.post({ ...destination, line }) ?? notSetUp("Slack", "SLACK_TOKEN");
        case "chatwork":
          return chatworkRooms?.post({ ...destination, line }) ?? notSetUp("Chatwork", "CHATWORK_TOKEN");
        case "teams": {
          const address = await addressOf(destination.url, customer, openSecret);
          if (!("url" in address)) return address;
          // The operators' own address stands in the environment, and no customer chose it.
          return teamsChannels.post({ url: address.url, line, guard: customer === null ? null : guard });
        }
      }
    },
  };
}

async function addressOf(
  url: SecretName | string,
  customer: string | null,
  openSecret: OpenSecret,
): Promise<{ url: string } | Failure> {
  if (typeof url === "string") return { url };
  const { secret } = url;
  if (customer === null) return { outcome: "permanent", reason: notSentTexts.secretOfNobody({ secret }) };
  try {
    return { url: await openSecret(customer, secret) };
  } catch (error) {
    if (error instanceof DomainError)
      return { outcome: "permanent", reason: notSentTexts.secretMissing({ secret, code: error.code }) };
    return { outcome: "transient", reason: notSentTexts.secretUnavailable({ secret }) };
  }
}

const notSetUp = (provider: string, variable: string): Failure => ({
  outcome: "permanent",
  reason: notSentTexts.notSetUp({ provider, variable }),
});
