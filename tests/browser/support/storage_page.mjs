// Serves the page of tests/browser/storage_page under the site's own content security policy.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

import { root } from './site.mjs';

const policy = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' blob: data:",
  "font-src 'self' data:", "connect-src 'self'", "frame-src 'self' blob:", "worker-src 'self'", "manifest-src 'self'",
  "base-uri 'none'", "form-action 'none'",
].join('; ');
const sources = join(root, 'tests/browser/storage_page');
const program = join(root, 'build/storage-page');
const files = {
  '/': [join(sources, 'index.html'), 'text/html'],
  '/page.js': [join(sources, 'page.js'), 'text/javascript'],
  '/page.css': [join(sources, 'page.css'), 'text/css'],
  '/storage_page.js': [join(program, 'storage_page.js'), 'text/javascript'],
  '/storage_page.wasm': [join(program, 'storage_page.wasm'), 'application/wasm'],
  '/worker.js': [join(root, 'web/worker.js'), 'text/javascript'],
};

export async function startStoragePage() {
  const server = createServer((request, response) => {
    const file = files[new URL(request.url, 'http://localhost').pathname];
    if (!file) {
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': file[1], 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' });
    response.end(readFileSync(file[0]));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${server.address().port}/`,
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}

// Loads the page and opens the store of a workspace.
export async function openStore(page, url, workspace = 'truat') {
  await page.goto(url);
  await page.evaluate(() => started);
  await page.evaluate((name) => call('open', name), workspace);
  await phase(page, 'ready', 'saved', 'follower', 'failed', 'read_only');
}

export const state = (page) => page.evaluate(() => globalThis.state());

// Waits for one of the phases, outside of which nothing else is going on.
export async function phase(page, ...phases) {
  await page.waitForFunction((wanted) => {
    const now = globalThis.state();
    return now.opened === (now.phase !== 'opening' && now.phase !== 'failed') || now.phase === 'failed' ? wanted.includes(now.phase) : false;
  }, phases, { timeout: 20000, polling: 50 });
  return state(page);
}

export const append = (page, commits = 1, operations = 1, textBytes = 20) =>
  page.evaluate((sizes) => ask('append', ...sizes), [commits, operations, textBytes]);

export const commits = async (page) => (await page.evaluate(() => call('commits'))).trim().split('\n').filter(Boolean);

// Everything in IDBFS's database: path, size, time stamp.
export const hotFiles = (page, workspace = 'truat') => page.evaluate((mount) => new Promise((resolve, reject) => {
  const request = indexedDB.open(mount);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const db = request.result;
    const store = db.transaction(['FILE_DATA']).objectStore('FILE_DATA');
    const keys = store.getAllKeys();
    const values = store.getAll();
    values.onsuccess = () => {
      db.close();
      resolve(keys.result.map((path, index) => ({
        path, size: values.result[index].contents?.byteLength ?? -1, buffer: values.result[index].contents?.buffer.byteLength ?? -1,
        stamp: values.result[index].timestamp.getTime(), mode: values.result[index].mode,
      })));
    };
  };
}), `/${workspace}/hot`);
