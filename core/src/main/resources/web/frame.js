// What frames do in the messenger they are opened in. By attributes, without a script of one's own:
//
//   <button data-action="send" data-value="/help">Help</button>
//   <button data-action="put" data-from="text">Put</button>        the value of the field with id "text"
//   <form data-action="send" data-from="text">..</form>            the same, when it is submitted, as by Enter
//
// The actions: send and put (a text), call (a number), support (the code of an Open Channel), close. Or as a module, from
// a script in the jar's folder "static":
//
//   import { send, put, call, support, close } from "/assets/frame.js";
//   await send("/help");
//
// Each is done once the messenger is there. After each load it posts
//   {"action":"init","domain":"https://acme.bitrix24.com","uniqueLoadId":"48210"}
// and takes JSON strings that carry the same uniqueLoadId; nobody but the portal that may frame the page is heard or told.

const portal = document.body.dataset.portal;

const messenger = new Promise((begin) => {
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
    if (message?.action === "init" && message.uniqueLoadId) {
      begin(message.uniqueLoadId);
    }
  });
});

async function tell(action, parameters) {
  const uniqueLoadId = await messenger;
  window.parent.postMessage(JSON.stringify({ action, ...parameters, uniqueLoadId }), portal);
}

/** Sends a text to the chat in the person's name. */
export const send = (message) => tell("send", { message: String(message) });

/** Puts a text into the message box. */
export const put = (message) => tell("put", { message: String(message) });

/** Dials a number. */
export const call = (number) => tell("call", { number: String(number) });

/** Opens the support chat of an Open Channel, by its code of 32 characters. */
export const support = (code) => tell("support", { code: String(code) });

/** Closes the frame. */
export const close = () => tell("close", {});

const ACTIONS = { send, put, call, support, close };

function act(element) {
  const { action, value = "", from } = element.dataset;
  const field = from && document.getElementById(from);
  const text = field ? field.value.trim() : value;
  if (!Object.hasOwn(ACTIONS, action)) {
    return;
  }
  if (action !== "close" && text === "") {
    field?.focus();
    return;
  }
  ACTIONS[action](text);
}

document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-action]:not(form)");
  if (element) {
    act(element);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.action) {
    event.preventDefault();
    act(form);
    return;
  }
  // Once is enough; the button that was pressed belongs to what is sent, so it is disabled afterwards.
  setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((button) => (button.disabled = true)));
});
