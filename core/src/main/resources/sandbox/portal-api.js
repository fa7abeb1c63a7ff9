import { ApiError, ask } from './api.js';

/** The portal of this page: the one whose host this is, or the first under a bare address. */
export async function portalHere() {
  const all = await ask('GET', '/_sandbox/portals');
  const portal = all.find(one => one.domain === location.host) ?? all[0];
  if (!portal) throw new ApiError('PORTAL_NOT_FOUND', 'There is no portal here.');
  return portal;
}

/** An application of a portal, as one person meets it. */
export class ApplicationApi {
  #path;
  #userId;

  constructor(portal, clientId, userId) {
    this.#path = `/_sandbox/portals/${encodeURIComponent(portal)}/installs/${encodeURIComponent(clientId)}`;
    this.#userId = userId;
  }

  /** The form that opens the page, with tokens of the person. */
  open(options) {
    return ask('POST', `${this.#path}/openings`, { body: { userId: this.#userId, options } });
  }

  finish(installed) {
    return ask('POST', `${this.#path}/finish`, { body: { userId: this.#userId, installed } });
  }
}
