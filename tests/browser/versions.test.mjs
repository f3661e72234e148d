// One whole version at a time: offline, a new version that waits and asks, one that arrives in half, one that is broken.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, removeProfile } from './support/browser.mjs';
import { makeVersion, versionOf } from './support/other_version.mjs';
import { running, still } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { root } from './support/site.mjs';
import { SiteServer } from './support/site_server.mjs';

const work = mkdtempSync(join(tmpdir(), 'truat-versions-'));
const first = join(root, 'build/site');
const release = { release: '9.9.0', date: '2026-12-01', thai: ['ทดสอบสิ่งใหม่ข้อหนึ่ง', 'ทดสอบสิ่งใหม่ข้อสอง'], english: ['A first new thing', 'A second new thing'] };
let second; // the next version, with notes of its release
before(() => { second = makeVersion(join(work, 'second'), { version: '222222222222', release }); });
after(() => rmSync(work, { recursive: true, force: true }));

const versionShown = (page) => page.evaluate(() => truatVersions.own.version);
const look = (page) => page.evaluate(() => truatVersions.lookNow());
const caches = (page) => page.evaluate(async () => (await globalThis.caches.keys()).filter((name) => name.startsWith('truat-site')).map((name) => name.split(' ').at(-1)).sort());
// Waits for what an asynchronous function says in the page.
async function until(page, ask) {
  for (const end = Date.now() + 30000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (await page.evaluate(ask)) return;
  }
  throw new Error(`never came true: ${ask}`);
}
const kept = (page) => until(page, async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated' && navigator.serviceWorker.controller !== null);
const waits = (page) => until(page, async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));

// Presses what makes the page go away.
async function click(person, name) {
  const box = await person.find('button', name);
  await person.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 30 });
}

// A server of the first version and a browser that has opened it and kept it.
async function begin(t, { sample = true, folder = first } = {}) {
  const server = await new SiteServer(folder).start();
  const profile = newProfile();
  const browser = await openBrowser({ profile });
  const person = new Person(browser);
  t.after(async () => {
    await browser.close().catch(() => {});
    await server.stop().catch(() => {});
    removeProfile(profile);
  });
  await person.open(server.url);
  await kept(person.page);
  if (sample) await person.pressAndReload('button', 'เริ่มใช้งาน');
  return { server, browser, person, profile };
}

test('the server stops, the page is loaded anew and all the work goes on', { timeout: 180000 }, async (t) => {
  const { server, browser, person } = await begin(t);
  await server.stop();
  await person.reload();
  await person.waitForText(/บันทึกแล้ว/);
  await person.goTo('#/today');
  await person.press('button', 'ตรวจต่อ', { nth: 2 });
  await person.press('button', /^ยังไม่ตอบ/);
  await person.page.keyboard.press('1');
  await person.waitForText('ตอบแล้ว 27 จาก 30');
  await person.waitUntilSaved();
  // A worker beside the page, the notices, the rescue page: all of it is there.
  await person.goTo('#/help/-/about');
  await person.page.goto(`${server.url}rescue.html`);
  await person.page.getByRole('button', { name: 'Save everything as a file' }).first().waitFor();
  await person.page.goto(server.url);
  await running(person.page);
  // A tab of its own, opened without a network.
  const other = await browser.context.newPage();
  await other.goto(`${server.url}?tree=1#/factories`);
  await running(other);
  await server.start();
  assert.deepEqual(browser.problems, []);
});

test('a new version waits, says what is new and asks; taken, nothing is lost and every tab comes along', { timeout: 240000 }, async (t) => {
  const { server, browser, person } = await begin(t);
  const { page } = person;
  const own = await versionShown(page);
  assert.equal(own, versionOf(first));
  server.folder = second;
  await look(page);
  await person.waitForText('มีรุ่นใหม่ 9.9.0');
  await person.waitForText('ทดสอบสิ่งใหม่ข้อสอง');
  assert.equal(await versionShown(page), own);
  // Put off: quiet until the next start, still of the old version.
  await person.press('button', 'ภายหลัง');
  assert.equal((await person.allText()).includes('มีรุ่นใหม่'), false);
  await person.reload();
  assert.equal(await versionShown(page), own);
  await person.waitForText('มีรุ่นใหม่ 9.9.0');

  const other = await browser.context.newPage();
  await other.goto(server.url);
  await running(other);
  await page.bringToFront();
  await person.goTo('#/today');
  await person.press('button', 'ตรวจต่อ', { nth: 2 });
  await person.press('button', /^ยังไม่ตอบ/);
  await page.keyboard.press('1');
  await person.waitForText('ตอบแล้ว 27 จาก 30');
  const reloaded = [page.waitForEvent('load'), other.waitForEvent('load')];
  await click(person, 'ใช้รุ่นใหม่');
  await Promise.all(reloaded);
  await running(page);
  await running(other);
  assert.equal(await versionShown(page), '222222222222');
  assert.equal(await versionShown(other), '222222222222');
  await person.waitForText('ตอบแล้ว 27 จาก 30');
  await still(page);
  // What nobody uses any more is gone.
  await until(page, async () => (await globalThis.caches.keys()).filter((name) => name.startsWith('truat-site')).length === 1);
  assert.deepEqual(browser.problems, []);
});

test('a text being typed is kept when another tab takes the version', { timeout: 240000 }, async (t) => {
  const { server, browser, person } = await begin(t);
  const other = await browser.context.newPage();
  await other.goto(`${server.url}?tree=1`);
  await running(other);
  await person.page.bringToFront();
  await person.goTo('#/settings');
  await person.press('textbox', /^ตำแหน่ง/);
  await person.page.waitForSelector('[data-truat=field]');
  await person.page.keyboard.insertText('ผู้ช่วยฯ');
  await still(person.page);
  server.folder = second;
  await look(other);
  const reloaded = person.page.waitForEvent('load');
  await other.evaluate(() => truatVersions.take());
  await reloaded;
  await running(person.page);
  assert.equal(await versionShown(person.page), '222222222222');
  await running(other);
  // Offered back in the tab that writes now, whichever of the two was there first.
  const says = (one) => one.evaluate(() => document.getElementById('truat-tree')?.innerHTML.includes('ผู้ช่วยฯ') ?? false);
  for (const end = Date.now() + 15000; !(await says(person.page)) && !(await says(other));) {
    assert.ok(Date.now() < end, 'the draft is offered in neither tab');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.deepEqual(browser.problems, []);
});

for (const trouble of ['missing', 'cut', 'mixed']) {
  test(`a version of which a file is ${trouble} is never used, and the next look takes it whole`, { timeout: 180000 }, async (t) => {
    const { server, browser, person } = await begin(t, { sample: false });
    const { page } = person;
    const changed = makeVersion(join(work, `changed-${trouble}`), { version: '333333333333', release, change: (name, text) => (name === 'page.css' ? `${text}\n/* */\n` : text) });
    server.folder = changed;
    const styles = (path) => path.includes('page-') && path.endsWith('.css');
    // 'mixed': the publisher is half way. The new worker's script is there, the page is still the old one.
    server.folderOf = (path) => (trouble === 'mixed' && path === '/' ? first : changed);
    server.broken = (path) => (trouble !== 'mixed' && styles(path) ? trouble : null);
    await look(page).catch(() => {});
    await until(page, async () => !(await navigator.serviceWorker.getRegistration()).installing);
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting), null);
    await page.goto(server.url);
    await running(page);
    assert.equal(await versionShown(page), versionOf(first));
    await server.stop();
    await page.reload();
    await running(page);
    assert.equal(await versionShown(page), versionOf(first));

    await server.start();
    server.folderOf = () => changed;
    server.broken = () => null;
    server.folder = changed;
    await look(page);
    await waits(page);
    // What failed to come is told on the console, and nothing else may be.
    assert.deepEqual(browser.problems.filter((problem) => !/page-[0-9a-f]+\.css|not complete/.test(problem)), []);
  });
}

test('the browser closes while a version is half downloaded: the old one starts, whole', { timeout: 180000 }, async (t) => {
  const { server, browser, person, profile } = await begin(t, { sample: false });
  const changed = makeVersion(join(work, 'changed-half'), { version: '444444444444', release, change: (name, text) => (name === 'page.css' ? `${text}\n/*2*/\n` : text) });
  server.folder = changed;
  server.broken = (path) => (path.endsWith('.css') ? 'slow' : null);
  await person.page.evaluate(async () => { (await navigator.serviceWorker.getRegistration()).update(); });
  await until(person.page, async () => Boolean((await navigator.serviceWorker.getRegistration()).installing));
  await browser.kill();
  await server.stop();
  const again = await openBrowser({ profile });
  await again.page.goto(server.url);
  await running(again.page);
  assert.equal(await versionShown(again.page), versionOf(first));
  server.broken = () => null;
  await server.start();
  await look(again.page);
  await waits(again.page);
  await again.close();
});

test('an open page of the old version has all its files until it is left', { timeout: 180000 }, async (t) => {
  const changed = makeVersion(join(work, 'changed-worker'), { version: '555555555555', release, change: (name, text) => (name === 'worker.js' ? `${text}\n// 2\n` : text) });
  const { server, person } = await begin(t, { sample: false });
  const { page } = person;
  server.folder = changed;
  await look(page);
  // The page stays although its version is replaced beneath it.
  await page.evaluate(() => truatVersions.onReplaced(() => { globalThis.wasReplaced = true; }));
  await page.evaluate(() => truatVersions.take());
  await page.waitForFunction(() => globalThis.wasReplaced);
  const answers = await page.evaluate(async () => {
    const names = [truatPage.worker, truatPage.program, truatPage.wasm];
    return Promise.all(names.map(async (name) => (await fetch(name)).status));
  });
  assert.deepEqual(answers, [200, 200, 200]); // the server has the old worker no more
  assert.deepEqual(await caches(page), ['555555555555', versionOf(first)].sort());
});

test('a version that cannot start is left for the one before, published again', { timeout: 180000 }, async (t) => {
  const broken = makeVersion(join(work, 'broken'), { version: '666666666666', release, change: (name, text) => (name === 'truat.js' ? 'this is no program' : text) });
  const { server, person } = await begin(t, { sample: false });
  const { page } = person;
  server.folder = broken;
  await look(page);
  const reloaded = page.waitForEvent('load');
  await click(person, 'ใช้รุ่นใหม่');
  await reloaded;
  await page.waitForFunction(() => document.documentElement.dataset.state?.startsWith('failed'));
  assert.equal(await versionShown(page), '666666666666');
  await page.getByRole('link', { name: 'rescue page' }).waitFor();

  server.folder = first;
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.state?.startsWith('failed'));
  const again = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Use it' }).click();
  await again;
  await running(page);
  assert.equal(await versionShown(page), versionOf(first));
});

test('in a private window the page starts, offline too, and where there are no workers without them', { timeout: 120000 }, async (t) => {
  const server = await new SiteServer(first).start();
  const browser = await openBrowser();
  t.after(async () => {
    await browser.close();
    await server.stop().catch(() => {});
  });
  const secret = await browser.context.browser().newContext();
  const page = await secret.newPage();
  await page.goto(server.url);
  await running(page);
  await kept(page);
  await server.stop();
  await page.reload();
  await running(page);
  await secret.close();

  await server.start();
  await browser.page.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
  await browser.page.goto(server.url);
  await running(browser.page);
  await still(browser.page);
  assert.deepEqual(browser.problems, []);
});
