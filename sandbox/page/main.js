import { byId } from "./dom.js";
import { Mails } from "./mails.js";
import { Phones } from "./phones.js";
import { ShopPanel } from "./shop.js";
import { Walls } from "./walls.js";

const phones = new Phones();
const mails = new Mails();
const walls = new Walls();
const shop = new ShopPanel();

const show = {
  phone: (data) => phones.describe(data),
  call: (data) => phones.update(data),
  mail: (data) => mails.add(data),
  post: (data) => walls.update(data),
  shop: (data) => shop.update(data),
};

const events = new EventSource("/events");
events.addEventListener("message", (event) => {
  const { kind, data } = JSON.parse(event.data);
  show[kind]?.(data);
});
// Sent when a connection begins and when the sandbox is reset: what follows is all there is.
events.addEventListener("reset", () => {
  for (const part of [phones, mails, walls]) part.reset();
});
events.addEventListener("open", () => {
  byId("connection").hidden = true;
});
events.addEventListener("error", () => {
  byId("connection").hidden = false;
});
