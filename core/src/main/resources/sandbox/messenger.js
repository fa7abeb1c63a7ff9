import { portals } from './api.js';
import { Desk } from './desk.js';
import { byId } from './dom.js';
import { toast } from './notices.js';

/** The portal is the first label of the host; a plain loopback address stands for the first portal. */
function portalOfThisHost(all) {
  return all.find(portal => portal.name === location.hostname.split('.')[0]) ?? all[0];
}

try {
  const portal = portalOfThisHost(await portals());
  if (portal) {
    new Desk(portal).start();
  } else {
    byId('welcome-text').textContent = 'This sandbox has no portal yet. Create one and reload the page.';
  }
} catch (failure) {
  toast(failure.message);
}
