// Starts the page without a network. tools/make_site.py puts the version and its files in.
'use strict';
const version = '{{version}}';
const files = {{files}};
const prefix = 'truat-site-';

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(prefix + version);
    // One file that is missing fails the whole: a version starts complete or the one before stays.
    await cache.addAll(files);
    await self.skipWaiting();
  })());
});

// The version before stays too: a page of it may be open and still want its worker.
self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
    const old = names.filter((name) => name !== prefix + version);
    await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// The page itself comes from the network when there is one, so that a new version is seen at the next start. All
// else carries its digest in its name and comes from the cache.
async function answer(request) {
  if (request.mode === 'navigate') {
    try {
      return await fetch(request);
    } catch (error) {
      const kept = await caches.match('./');
      if (kept) return kept;
      throw error;
    }
  }
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === 'GET' && url.origin === self.location.origin) event.respondWith(answer(event.request));
});
