// The versions of the site: has the service worker keep this one, tells of a new one that waits, and takes it when
// asked. Used by the page and by rescue.html, and needs neither the program nor the other scripts.
'use strict';
globalThis.truatVersions = (() => {
  const own = { ...document.currentScript.dataset };
  const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
  const hour = 3600 * 1000;
  const told = { found: () => {}, replaced: () => location.reload() };
  let registration = null;
  let found = null;
  let checkedAt = 0;
  let taking = false;
  let reloading = false;

  function ask(worker, what) {
    return new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = ({ data }) => resolve(data);
      worker.postMessage({ ask: what }, [channel.port2]);
    });
  }

  // What the other version brings that this one has not. A version published again that is older does not know this
  // one's newest release.
  function news(about) {
    const at = about.releases.findIndex((one) => one.release === own.release);
    if (at < 0) return { version: about.version, kind: 'older', release: about.releases[0].release, releases: [] };
    return { version: about.version, kind: at > 0 ? 'newer' : 'same', release: about.releases[0].release, releases: about.releases.slice(0, at) };
  }

  async function look() {
    const worker = registration.waiting;
    const about = worker ? await ask(worker, 'about') : null;
    const before = found?.version;
    found = about && about.version !== own.version && registration.active ? news(about) : null;
    if (found?.version !== before) told.found(found);
  }

  function watch(worker) {
    worker?.addEventListener('statechange', () => look());
  }

  // When the worker has all its files, or the browser has given it up.
  const installed = (worker) => new Promise((resolve) => {
    const ended = () => worker.state !== 'installing' && resolve();
    if (!worker) return resolve();
    worker.addEventListener('statechange', ended);
    ended();
  });

  // Another tab has taken a version, or this one has: the program says when nothing can be lost by it.
  async function replaced(before) {
    const now = workers.controller;
    if (!now || (!before && !taking)) return;
    if ((await ask(now, 'about')).version === own.version) return;
    taking = false;
    told.replaced();
  }

  async function register() {
    registration = await workers.register('sw.js', { updateViaCache: 'none' });
    checkedAt = Date.now();
    registration.addEventListener('updatefound', () => watch(registration.installing));
    watch(registration.installing);
    watch(registration.waiting);
    await look();
    (await workers.ready).active?.postMessage({ ask: 'tidy' });
  }

  async function check() {
    if (!registration || Date.now() - checkedAt < hour) return;
    checkedAt = Date.now();
    await registration.update().catch(() => {}); // there is no network now: the next look tells
  }

  return {
    own,
    // Begins to keep this version and to look for others. Where the browser has no workers (a private window of
    // some) the page works without, only not offline.
    start() {
      if (!workers || registration) return;
      let before = workers.controller;
      workers.addEventListener('controllerchange', () => {
        const last = before;
        before = workers.controller;
        replaced(last);
      });
      register().catch((error) => console.warn('no offline start:', error.message));
      document.addEventListener('visibilitychange', () => document.hidden || check());
      setInterval(check, hour);
    },
    // Looks at once whether another version has been published.
    async lookNow() {
      if (!registration) await register();
      await registration.update();
      await installed(registration.installing);
      await look();
    },
    get found() { return found; },
    onFound(act) {
      told.found = act;
      if (found) act(found);
    },
    // Called when another version has come into force; it reloads the page when nothing can be lost.
    onReplaced(act) { told.replaced = act; },
    take() {
      taking = true;
      registration?.waiting?.postMessage({ ask: 'take' });
    },
    reload() {
      if (reloading) return;
      reloading = true;
      location.reload();
    },
  };
})();
// As long as this page is open its version's files stay, whatever is published meanwhile.
navigator.locks?.request(`truat-site ${new URL('./', document.baseURI).pathname} ${truatVersions.own.version}`, { mode: 'shared' }, () => new Promise(() => {}));
