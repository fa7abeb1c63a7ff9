import { AppTalk } from './app-talk.js';
import { byId, el } from './dom.js';
import { ApplicationApi, portalHere } from './portal-api.js';

/**
 * The portal's page around an application: /apps/CLIENT_ID/?user=ID. It posts the form of [docs: settings/oauth/simple-way]
 * into a frame and answers what the page in it asks. Everything else in the address becomes PLACEMENT_OPTIONS.
 */
const clientId = decodeURIComponent(location.pathname.split('/')[2]);
const address = new URL(location.href);

function choosePerson(members) {
  const people = members.filter(one => !one.connector);
  const wanted = Number(address.searchParams.get('user'));
  const person = people.find(one => one.id === wanted) ?? people.find(one => one.admin && !one.dismissed) ?? people[0];
  const choice = byId('person');
  choice.append(...people.map(one => el('option', { value: one.id, textContent: one.name, selected: one === person })));
  choice.addEventListener('change', () => goTo({ user: choice.value }));
  return person;
}

function goTo(words) {
  Object.entries(words).forEach(([name, value]) => address.searchParams.set(name, value));
  location.assign(address);
}

function options() {
  const words = Object.fromEntries(address.searchParams);
  delete words.user;
  return words;
}

/** The name of the frame tells the page where it is before anything is loaded: host, whether https, APP_SID. */
function frame(opening) {
  const name = [location.host, location.protocol === 'https:' ? 1 : 0, opening.sid].join('|');
  return el('iframe', { name, title: clientId, allow: 'geolocation *; microphone *; camera *; autoplay *' });
}

function post(opening, target) {
  const form = el('form', { method: 'post', action: opening.url, target: target.name, hidden: true });
  form.append(...Object.entries(opening.form).map(([name, value]) => el('input', { type: 'hidden', name, value })));
  document.body.append(form);
  form.submit();
  form.remove();
}

const auth = ({ form }) =>
  ({ AUTH_ID: form.AUTH_ID, AUTH_EXPIRES: form.AUTH_EXPIRES, REFRESH_ID: form.REFRESH_ID });

/** What a page may ask. The vendor's portal leaves setInstallFinish without an answer, too: it opens the page anew. */
function methods(api, opening, iframe) {
  const query = new URL(opening.url).searchParams;
  const firstRun = `first-run ${opening.form.member_id} ${clientId} ${opening.version} ${byId('person').value}`;
  return {
    getInitData: (params, answer) => answer({
      LANG: query.get('LANG'),
      DOMAIN: query.get('DOMAIN'),
      PROTOCOL: Number(query.get('PROTOCOL')),
      PATH: '/rest',
      ...auth(opening),
      MEMBER_ID: opening.form.member_id,
      FIRST_RUN: localStorage.getItem(firstRun) === null,
      IS_ADMIN: opening.admin,
      INSTALL: opening.install,
      USER_OPTIONS: {},
      APP_OPTIONS: {},
      PLACEMENT: opening.form.PLACEMENT,
      PLACEMENT_OPTIONS: options(),
    }),
    refreshAuth: async (params, answer) => answer(auth(await api.open(options()))),
    setInstall: (params, answer) => {
      if (params.install) localStorage.setItem(firstRun, 'done');
      else localStorage.removeItem(firstRun);
      answer(params);
    },
    setInstallFinish: async params => {
      const done = await api.finish(params.value !== false).then(() => true, () => false);
      goTo({ install_finished: done ? 'Y' : 'N' });
    },
    setTitle: (params, answer) => {
      document.title = String(params.title);
      answer(params);
    },
    resizeWindow: (params, answer) => {
      iframe.style.height = `${Number.parseInt(params.height, 10) || 320}px`;
      answer({ width: iframe.offsetWidth, height: iframe.offsetHeight });
    },
    setScroll: (params, answer) => {
      window.scrollTo(0, Number(params.scroll) || 0);
      answer(params);
    },
    reloadWindow: () => location.reload(),
  };
}

async function start() {
  byId('application').textContent = clientId;
  const portal = await portalHere();
  const person = choosePerson(portal.users);
  const api = new ApplicationApi(portal.name, clientId, person.id);
  const opening = await api.open(options());
  const iframe = frame(opening);
  byId('place').append(iframe);
  new AppTalk(iframe, new URL(opening.url).origin, opening.sid, methods(api, opening, iframe));
  post(opening, iframe);
}

start().catch(refusal => {
  byId('refusal').textContent = refusal.message;
});
