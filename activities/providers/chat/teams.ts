import { teams } from "../../../domain/messages/chat/teams.ts";
import { webhookFault, webhookSender } from "./webhook.ts";

/** A Teams Workflows address: posts one adaptive card. Teams answers 202 before anybody sees it. */
export const sender = webhookSender({
  texts: teams.texts,
  payload: ({ text }) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [{ type: "TextBlock", text, wrap: true }],
        },
      },
    ],
  }),
  classify: (answer, now) => webhookFault(answer, teams.texts, now),
});
