/** A refusal of the sandbox, or its silence (code OFFLINE). The message is fit for people. */
export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export async function ask(method, path, { body, signal, keepalive } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      keepalive,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new ApiError('OFFLINE', 'The sandbox does not answer. Trying again.');
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    const code = answer?.error ?? `HTTP ${response.status}`;
    throw new ApiError(code, answer?.message ?? code);
  }
  return answer;
}

const portalPath = portal => `/_sandbox/portals/${encodeURIComponent(portal)}`;

export const portals = () => ask('GET', '/_sandbox/portals');

/** The time on all portals, which is not always this machine's: {now, frozen}. */
export const clock = () => ask('GET', '/_sandbox/clock');

export const createGroup = (portal, title, userIds) =>
  ask('POST', `${portalPath(portal)}/chats`, { body: { title, userIds } });

export const addToGroup = (portal, chatId, userIds) =>
  ask('POST', `${portalPath(portal)}/chats/${chatId}/users`, { body: { userIds } });

/** What one person of a portal can read and do. Every call answers a promise. */
export class PersonApi {
  #portal;
  #user;

  constructor(portal, userId) {
    this.#portal = portalPath(portal);
    this.#user = userId;
  }

  dialogs() {
    return this.#ask('GET', 'dialogs');
  }

  openDialog(dialogId) {
    return this.#ask('POST', 'dialogs', { body: { dialogId } });
  }

  messages(dialogId, after, signal) {
    return this.#ask('GET', `messages?${new URLSearchParams({ dialogId, after })}`, { signal });
  }

  typing(dialogId, signal) {
    return this.#ask('GET', `typing?${new URLSearchParams({ dialogId })}`, { signal });
  }

  send(dialogId, text) {
    return this.#ask('POST', 'messages', { body: { dialogId, text } });
  }

  edit(messageId, text) {
    return this.#ask('PATCH', `messages/${messageId}`, { body: { text } });
  }

  erase(messageId) {
    return this.#ask('DELETE', `messages/${messageId}`, { body: {} });
  }

  openSession() {
    return this.#ask('POST', 'sessions', { body: {} });
  }

  session(id) {
    return this.#ask('GET', `sessions/${id}`);
  }

  reloadSession(id) {
    return this.#ask('POST', `sessions/${id}/reload`, { body: {} });
  }

  /** Gets through even while the page is being closed. */
  closeSession(id) {
    return this.#ask('DELETE', `sessions/${id}`, { keepalive: true });
  }

  renewFrame(id) {
    return this.#ask('POST', `sessions/${id}/frame`, { body: {} });
  }

  closeFrame(id) {
    return this.#ask('DELETE', `sessions/${id}/frame`);
  }

  apps(dialogId, session, signal) {
    return this.#ask('GET', `apps?${new URLSearchParams({ dialogId, session })}`, { signal });
  }

  /** `what` is {appId, dialogId} and the manner of it, as {@link Session} knows it. */
  click(what) {
    return this.#ask('POST', 'clicks', { body: what });
  }

  /** `what` is {messageId, button or menu: index} and the manner of it. */
  press(what) {
    return this.#ask('POST', 'presses', { body: what });
  }

  /** Where each app of the portal is in a dialog, and why. */
  visibility(dialogId) {
    return ask('GET', `${this.#portal}/visibility?${new URLSearchParams({ user: this.#user, dialogId })}`);
  }

  #ask(method, path, options) {
    return ask(method, `${this.#portal}/users/${this.#user}/${path}`, options);
  }
}
