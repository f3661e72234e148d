// Keeps one whole version of the site and answers from it alone. tools/make_site.py puts the version, its files with
// their digests and the notes of the releases in.
'use strict';
const version = '{{version}}';
const files = {{files}};
const releases = {{releases}};

// Two sites below one origin have nothing of each other's.
const scope = self.registration.scope;
const prefix = `truat-site ${new URL(scope).pathname} `;
const cacheName = prefix + version;
// Whoever uses a version holds the lock of its cache's name: the pages of it, and its worker while it installs.
const using = (work) => (navigator.locks ? navigator.locks.request(cacheName, { mode: 'shared' }, work) : work());

const addressOf = (name) => new URL(name === 'index.html' ? './' : name, scope).href;

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// As it was sent, but no longer compressed or redirected: a page may not be answered with what was.
function asOwn(response, bytes) {
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  return new Response(bytes, { headers });
}

// From another version kept here, from the network, or past every cache on the way: the first with the right bytes.
async function bring(name, cache) {
  const address = addressOf(name);
  const sources = [() => cache.match(address), () => caches.match(address), () => fetch(address), () => fetch(address, { cache: 'reload' })];
  let found = 'nothing';
  for (const source of sources) {
    const response = await source();
    if (!response) continue;
    found = `${response.status}`;
    if (!response.ok) continue;
    const bytes = await response.arrayBuffer();
    if ((await sha256(bytes)).startsWith(files[name])) return cache.put(address, asOwn(response, bytes));
    found = 'other bytes';
  }
  throw new Error(`version ${version} is not complete: ${found} for ${address}`);
}

// One file that is missing, or of another version while the site is being published, fails the whole: the browser
// throws this worker away and tries again at its next look. It does not skip waiting: the person is asked.
self.addEventListener('install', (event) => {
  event.waitUntil(using(async () => {
    const cache = await caches.open(cacheName);
    await Promise.all(Object.keys(files).map((name) => bring(name, cache)));
  }));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

// What no page uses any more goes; while another version installs or waits nothing does, for its files are here too.
async function tidy() {
  if (!navigator.locks || self.registration.installing || self.registration.waiting) return;
  const { held, pending } = await navigator.locks.query();
  const used = new Set([cacheName, ...held.map((lock) => lock.name), ...pending.map((lock) => lock.name)]);
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && !used.has(name)) await caches.delete(name);
  }
}

self.addEventListener('message', (event) => {
  const { ask } = event.data ?? {};
  if (ask === 'about') event.ports[0].postMessage({ version, releases });
  if (ask === 'take') event.waitUntil(self.skipWaiting());
  if (ask === 'tidy') event.waitUntil(tidy());
});

// Of this version; else of the one that an open page was loaded from; else from the network, as what is no file of
// the site, or after the browser has cleared the cache.
async function answer(request, name) {
  const address = name in files ? addressOf(name) : request.url;
  const own = await caches.open(cacheName);
  return (await own.match(address)) ?? (await caches.match(address)) ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !url.href.startsWith(scope)) return;
  const name = decodeURIComponent(url.href.slice(scope.length).replace(/[?#].*$/s, '')) || 'index.html';
  event.respondWith(answer(event.request, name));
});
