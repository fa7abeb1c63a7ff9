// The pages within a portal. Everything on them works without this file, but for what only a browser knows: its time
// zone, where the focus is, and the portal around us.
"use strict";

// The portal delivers no events before it is told that the installation is finished: method:json:callback:APP_SID.
const { finish, portal, ask } = document.body.dataset;

function tellThatWeFinished() {
  if (finish !== undefined && window.parent !== window) {
    window.parent.postMessage(`setInstallFinish:{}::${finish}`, portal);
  }
}

if (ask === undefined) {
  tellThatWeFinished();
}
document.getElementById("finish")?.addEventListener("click", tellThatWeFinished);

function localTime(root) {
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  root.querySelectorAll("time").forEach((time) => {
    time.textContent = form.format(new Date(time.dateTime));
  });
}

function say(text) {
  const live = document.getElementById("live");
  if (live) {
    live.textContent = text;
  }
}

/** What is wrong gets the focus; what was said is read out. */
function arrived(root) {
  localTime(root);
  root.querySelector("[aria-invalid=true]")?.focus();
  const said = [...root.querySelectorAll("[data-notice]")].map((one) => one.textContent);
  if (said.length > 0) {
    say(said.join(" "));
  }
}

function offline(shown) {
  const notice = document.getElementById("offline");
  if (notice) {
    notice.hidden = !shown;
  }
}

document.addEventListener("htmx:afterSettle", (event) => arrived(event.detail.elt));
document.addEventListener("htmx:sendError", () => offline(true));
document.addEventListener("htmx:afterRequest", (event) => {
  const session = event.detail.xhr.getResponseHeader("Page-Session");
  if (session) {
    offline(false);
    document.querySelectorAll("input[name=session]").forEach((field) => {
      field.value = session;
    });
  }
});

arrived(document);
