import { byId } from "./dom.js";

/** Asks the sandbox to do something; what it refuses is shown to the person. */
export async function control(method, path, body) {
  try {
    const response = await fetch(`/control${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    if (response.status === 409) notify("その操作ができる通話がありません。");
    else if (!response.ok) notify(`操作できませんでした (${response.status})。`);
  } catch {
    notify("サンドボックスに届きませんでした。");
  }
}

let hiding = 0;

function notify(text) {
  const notice = byId("notice");
  notice.textContent = text;
  notice.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    notice.hidden = true;
  }, 4000);
}
