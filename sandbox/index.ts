import { createServer } from "node:http";
import { httpApp } from "./app.ts";
import { providerOf } from "./chat/providers.ts";
import { type Clock, realClock } from "./clock.ts";
import type { Account, Line } from "./exchange/exchange.ts";
import { listen } from "./listen.ts";
import { smtpServer } from "./mailbox/smtp.ts";
import { type Addresses, World } from "./world.ts";

export interface SandboxOptions {
  clock?: Clock;
  host?: string;
  /** 0 or absent: a free port. */
  port?: number;
  smtpPort?: number;
  demoPort?: number;
  twilio: Account;
  /** The account's number that people can dial by hand; absent: none. */
  line?: Line;
  /** By provider; absent: any token is accepted. */
  chatTokens?: Readonly<Record<string, string>>;
}

export interface Sandbox extends Addresses {
  world: World;
  exchange: World["exchange"];
  mailbox: World["mailbox"];
  walls: World["walls"];
  shop: World["shop"];
  /** The address that posts to a room of a chat. */
  webhookOf(provider: string, room: string): string;
  stop(): Promise<void>;
}

/** The outside world on loopback, speaking the providers' own protocols. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1";
  const clock = options.clock ?? realClock();
  const addresses: Addresses = { url: "", smtpUrl: "", shopUrl: "" };
  const world = new World(clock, options.twilio, addresses, options.line ?? null);
  const http = createServer(httpApp(world, options.chatTokens ?? {}));
  // A keep-alive connection must not be cut just as the next request arrives.
  http.keepAliveTimeout = 65_000;
  const smtp = smtpServer(world.mailbox, clock);

  addresses.url = `http://${host}:${await listen(http, options.port ?? 0, host)}`;
  addresses.smtpUrl = `smtp://${host}:${await listen(smtp.server, options.smtpPort ?? 0, host)}`;
  addresses.shopUrl = `http://${host}:${await listen(world.shop.server, options.demoPort ?? 0, host)}`;
  world.showDemo();

  return {
    ...addresses,
    world,
    exchange: world.exchange,
    mailbox: world.mailbox,
    walls: world.walls,
    shop: world.shop,
    webhookOf: (provider, room) =>
      `${addresses.url}/${provider}${providerOf(provider).webhook?.(room) ?? ""}`,
    async stop() {
      world.reset();
      const closed = [http, world.shop.server].map(
        (server) => new Promise<void>((resolve) => void server.close(() => resolve())),
      );
      closed.push(new Promise<void>((resolve) => smtp.close(() => resolve())));
      http.closeAllConnections();
      world.shop.server.closeAllConnections();
      await Promise.all(closed);
    },
  };
}
