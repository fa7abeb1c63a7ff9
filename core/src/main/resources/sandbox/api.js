/** A refusal of the sandbox, or its silence (code OFFLINE). The message is fit for people. */
export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function ask(method, path, { body, signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
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

/** What one person of a portal can read and do. Every call answers a promise. */
export class PersonApi {
  #path;

  constructor(portal, userId) {
    this.#path = `${portalPath(portal)}/users/${userId}`;
  }

  dialogs() {
    return ask('GET', `${this.#path}/dialogs`);
  }

  openDialog(dialogId) {
    return ask('POST', `${this.#path}/dialogs`, { body: { dialogId } });
  }

  messages(dialogId, after, signal) {
    return ask('GET', `${this.#path}/messages?${new URLSearchParams({ dialogId, after })}`, { signal });
  }

  typing(dialogId, signal) {
    return ask('GET', `${this.#path}/typing?${new URLSearchParams({ dialogId })}`, { signal });
  }

  send(dialogId, text) {
    return ask('POST', `${this.#path}/messages`, { body: { dialogId, text } });
  }

  apps(dialogId, signal) {
    return ask('GET', `${this.#path}/apps?${new URLSearchParams({ dialogId })}`, { signal });
  }

  click(appId, dialogId) {
    return ask('POST', `${this.#path}/clicks`, { body: { appId, dialogId } });
  }

  press(messageId, button) {
    return ask('POST', `${this.#path}/presses`, { body: { messageId, button } });
  }
}

export const createGroup = (portal, title, userIds) =>
  ask('POST', `${portalPath(portal)}/chats`, { body: { title, userIds } });

export const addToGroup = (portal, chatId, userIds) =>
  ask('POST', `${portalPath(portal)}/chats/${chatId}/users`, { body: { userIds } });
