import { byId, el } from './dom.js';
import { portalHere } from './portal-api.js';

/** The choice of the person in whose name an application gets tokens: the same address again, with `user_id`. */
function link(person) {
  const address = new URL(location.href);
  address.searchParams.set('user_id', person.id);
  return el('li', {}, el('a', { href: address.href, data: { user: person.id } }, person.name));
}

async function start() {
  byId('application').textContent = new URLSearchParams(location.search).get('client_id');
  const { users } = await portalHere();
  byId('people').append(...users.filter(one => !one.connector && !one.dismissed).map(link));
}

start().catch(refusal => {
  byId('refusal').textContent = refusal.message;
});
