import { createServer, type Server } from "node:http";

/** A customer's server that can really break: an EC shop that answers 200, or 503. */
export class Shop {
  readonly server: Server;
  #broken = false;
  #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.server = createServer((_request, response) => {
      const status = this.#broken ? 503 : 200;
      response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      response.end(this.#broken ? BROKEN_PAGE : SHOP_PAGE);
    });
  }

  /** How often it was started, which tells whether there was a restart. */
  starts = 1;

  get broken(): boolean {
    return this.#broken;
  }

  break(): void {
    this.#setBroken(true);
  }

  mend(): void {
    this.starts++;
    this.#setBroken(false);
  }

  #setBroken(broken: boolean): void {
    this.#broken = broken;
    this.#onChange();
  }
}

const page = (title: string, body: string) => `<!doctype html>
<html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body{font-family:system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}</style>
<h1>${title}</h1>${body}</html>`;

const SHOP_PAGE = page(
  "アクメ商店",
  "<p>いらっしゃいませ。本日のおすすめは、りんご 3個 480円です。</p><p>全国どこでも翌日にお届けします。</p>",
);
const BROKEN_PAGE = page("503 Service Unavailable", "<p>ただいまサービスをご利用いただけません。</p>");
