// How the page starts, stands still, and says what is missing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { cpuSeconds, openBrowser } from './support/browser.mjs';
import { framesDrawn, openSite, running, still } from './support/page.mjs';
import { root, startSite } from './support/site.mjs';

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let site;
before(async () => { site = await startSite(); });
after(async () => { await site.stop(); });

async function inBrowser(options, body) {
  const browser = await openBrowser(options);
  try {
    await body(browser);
  } finally {
    await browser.close();
  }
}

test('the page starts without an error and asks for nothing afterwards', () => inBrowser({}, async ({ page, problems }) => {
  await openSite(page, site.url);
  await still(page);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await wait(1500);
  assert.deepEqual(requests, []);
  assert.deepEqual(problems, []);
  assert.equal(await page.locator('#start').isVisible(), false);
  const size = await page.evaluate(() => {
    const canvas = document.getElementById('canvas');
    return [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight];
  });
  assert.deepEqual(size, [1366, 768, 1366, 768]);
}));

test('an idle page draws nothing and uses no CPU, and input wakes it', () => inBrowser({}, async ({ context, page }) => {
  await openSite(page, site.url);
  await still(page, 1000);
  await wait(2000); // the browser's own work after the load
  const framesBefore = await framesDrawn(page);
  const cpuBefore = await cpuSeconds(context);
  await wait(4000);
  const cpu = (await cpuSeconds(context)) - cpuBefore;
  assert.equal(await framesDrawn(page), framesBefore);
  assert.ok(cpu < 0.2, `${cpu} s of CPU in 4 s`);

  await page.mouse.move(200, 200);
  await page.mouse.move(220, 210);
  await wait(300);
  assert.ok(await framesDrawn(page) > framesBefore);
  await still(page);
}));

test('the canvas follows the window in device pixels', () => inBrowser({ deviceScaleFactor: 2, viewport: { width: 820, height: 1180 } }, async ({ page }) => {
  await openSite(page, site.url);
  const size = () => page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
  assert.deepEqual(await size(), [1640, 2360]);
  const framesBefore = await framesDrawn(page);
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.waitForFunction(() => document.getElementById('canvas').width === 2000);
  await still(page);
  assert.deepEqual(await size(), [2000, 1400]);
  assert.ok(await framesDrawn(page) > framesBefore);
}));

test('the download shows its real progress', () => inBrowser({}, async ({ context, page }) => {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: 400 * 1024, uploadThroughput: 400 * 1024 });
  await page.addInitScript(() => {
    globalThis.progressSeen = [];
    addEventListener('DOMContentLoaded', () => {
      const bar = document.getElementById('progress');
      const look = () => {
        if (bar.value !== globalThis.progressSeen.at(-1)) globalThis.progressSeen.push(bar.value);
        if (document.documentElement.dataset.state !== 'running') setTimeout(look, 20);
      };
      look();
    });
  });
  await openSite(page, site.url);
  const seen = await page.evaluate(() => globalThis.progressSeen);
  assert.ok(seen.length >= 5, `${seen.length} steps`);
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
  assert.equal(seen.at(-1), 1);
}));

test('records that take long to open: after a second and a half the program says itself that it waits', () => inBrowser({}, async ({ page, problems }) => {
  // The databases of the records answer six seconds late.
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, ...rest) {
      const request = open.call(this, name, ...rest);
      if (name === 'truat-probe') return request;
      Object.defineProperty(request, 'onsuccess', { set: (act) => request.addEventListener('success', (event) => setTimeout(() => act.call(request, event), 6000)) });
      return request;
    };
  });
  await openSite(page, `${site.url}?tree=1`);
  const says = (words) => page.waitForFunction((text) => document.getElementById('truat-tree')?.textContent.includes(text) ||
    [...document.querySelectorAll('#truat-tree [aria-label]')].some((node) => node.getAttribute('aria-label').includes(text)), words, { timeout: 30000 });
  await says('กำลังเปิดข้อมูล');
  await says('ท่านคือใคร');
  assert.deepEqual(problems, []);
}));

// Opens `address` and expects the one sentence of `problem`, in both languages, and nothing else.
async function expectSentence(page, address, problem, thai, english) {
  await page.goto(address);
  const box = page.locator(`[data-problem="${problem}"]`);
  await box.waitFor({ state: 'visible' });
  assert.match(await box.innerText(), thai);
  assert.match(await box.innerText(), english);
  assert.equal(await page.locator('#loading').isVisible(), false);
  assert.equal(await page.locator('[data-problem]:visible').count(), 1);
}

const missing = [
  ['WebGL 2', 'webgl2', /WebGL 2 ไม่ได้/, /cannot draw with WebGL 2/, () => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind === 'webgl2' ? null : original.call(this, kind, ...rest); };
  }],
  ['IndexedDB', 'indexeddb', /ไม่มี IndexedDB/, /no IndexedDB/, () => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  }],
  ['WebAssembly', 'wasm', /ไม่รองรับ WebAssembly/, /no WebAssembly/, () => { delete globalThis.WebAssembly; }],
  ['a database that opens', 'storage', /ไม่ยอมให้เก็บข้อมูล/, /does not let this page keep records/, () => {
    IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };
  }],
];
for (const [what, problem, thai, english, script] of missing) {
  test(`without ${what} the page says so in Thai and English`, () => inBrowser({}, async ({ page }) => {
    await page.addInitScript(script);
    await expectSentence(page, site.url, problem, thai, english);
  }));
}

test('an address that is not secure is refused in a sentence', () => inBrowser({ args: ['--host-resolver-rules=MAP office.test 127.0.0.1'] }, async ({ page }) => {
  const address = new URL(site.url);
  address.hostname = 'office.test';
  await expectSentence(page, address.href, 'insecure', /https:\/\//, /not secure/);
}));

test('opened as a file the page says how to open it', () => inBrowser({}, async ({ page }) => {
  await expectSentence(page, pathToFileURL(join(root, 'build/site/index.html')).href, 'file', /จากไฟล์ในเครื่อง/, /from a file/);
}));

test('a private window is warned of and can go on', () => inBrowser({}, async ({ page }) => {
  await page.addInitScript(() => {
    StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('private', 'SecurityError'));
  });
  await expectSentence(page, site.url, 'private', /หน้าต่างส่วนตัว/, /private window/);
  await page.getByRole('button', { name: 'Go on' }).click();
  await running(page);
}));

test('a program that cannot be downloaded is said, and tried again', () => inBrowser({ serviceWorkers: 'block' }, async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await expectSentence(page, site.url, 'download', /โหลดโปรแกรมไม่ครบ/, /did not load/);
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await running(page);
}));

test('a lost drawing context is told and the page comes back', () => inBrowser({}, async ({ page }) => {
  await openSite(page, site.url);
  await still(page);
  const reloaded = page.waitForEvent('load');
  await page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await page.locator('[data-problem="context-lost"]').waitFor({ state: 'visible' });
  await reloaded;
  await running(page);
}));

test('the page starts again without a network', () => inBrowser({}, async ({ context, page, problems }) => {
  await openSite(page, site.url);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await running(page);
  await still(page);
  assert.deepEqual(problems, []);
}));
