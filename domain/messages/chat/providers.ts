/**
 * Every chat that a customer's file may name. Its sender, and its wall in the sandbox, are in files of the same name.
 */

export { chatwork } from "./chatwork.ts";
export { discord } from "./discord.ts";
export { mattermost } from "./mattermost.ts";
export { slack } from "./slack.ts";
export { teams } from "./teams.ts";
