// Speaks to the messenger a frame is opened in. After each load the messenger posts
//   {"action":"init","domain":"https://acme.bitrix24.com","uniqueLoadId":"48210"}
// and takes JSON strings that carry the same uniqueLoadId. A page's buttons act by attributes:
//   data-action="send|put|call|support|close"  with data-value="text" or data-from="id of a field".
"use strict";

const portal = document.body.dataset.portal;
let loadId = null;

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== portal || typeof event.data !== "string") {
    return;
  }
  let message;
  try {
    message = JSON.parse(event.data);
  } catch {
    return;
  }
  if (message.action === "init") {
    loadId = message.uniqueLoadId;
  }
});

const FIELDS = { send: "message", put: "message", call: "number", support: "code", close: null };

function tell(action, value) {
  if (loadId === null || !(action in FIELDS)) {
    return;
  }
  const message = { action, uniqueLoadId: loadId };
  if (FIELDS[action]) {
    message[FIELDS[action]] = value;
  }
  window.parent.postMessage(JSON.stringify(message), portal);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (!button) {
    return;
  }
  const { action, value = "", from } = button.dataset;
  const field = from && document.getElementById(from);
  const text = field ? field.value.trim() : value;
  if (FIELDS[action] && text === "") {
    field?.focus();
    return;
  }
  tell(action, text);
});
