// The program does not start: what is stored is saved by the rescue page, imported elsewhere, and everything is there.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, removeProfile } from './support/browser.mjs';
import { beginOffice, beginSample, beginVisit, importFactories, takeFile } from './support/office.mjs';
import { running } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { takePhoto } from './support/photo.mjs';
import { startSite } from './support/site.mjs';
import { stepsOf } from './support/steps.mjs';

const factory = 'บริษัท พะวงบรรจุภัณฑ์ จำกัด';
const note = 'ท่อระบายแตก <b>น้ำทิ้งล้น</b>';
const person1 = 'วรัญญา คงทอง';
const folder = mkdtempSync(join(tmpdir(), 'truat-rescue-'));
const profile = newProfile();
const second = newProfile();
let site;
before(async () => { site = await startSite(); });
after(async () => {
  await site.stop();
  for (const one of [profile, second]) removeProfile(one);
  rmSync(folder, { recursive: true, force: true });
});

async function saved(page, name, act) {
  const download = page.waitForEvent('download');
  await act();
  const path = join(folder, name);
  copyFileSync(await (await download).path(), path);
  return path;
}

test('what is stored is rescued when the program cannot start, photos and history too', { timeout: 420000 }, async (t) => {
  const step = stepsOf(t);
  let file;
  let expected;

  await step('an inspection with a photo, and a field left open', async () => {
    const browser = await openBrowser({ profile });
    const person = new Person(browser);
    const photo = await takePhoto(browser.context, folder, 'one', '#35688a');
    await beginOffice(person, site.url, person1);
    await importFactories(person);
    await beginVisit(person, 'พะวง', new RegExp(factory));
    await person.press('radio', 'ผ่าน');
    await person.press('radio', 'ไม่ผ่าน', { nth: 1 });
    await person.fill(/^บันทึกข้อ .*\.2$/, note);
    await person.chooseFile(() => person.press('button', 'ถ่ายรูป'), photo);
    await person.waitForText('รูป 1');
    await person.waitUntilSaved();
    // The same by the program itself, to compare with.
    await person.goTo('#/exchange');
    const path = await person.download(() => person.press('button', /^ส่งออก/));
    expected = JSON.parse(readFileSync(path, 'utf8'));
    assert.deepEqual(browser.problems, []);
    await browser.close();
  });

  await step('without WebGL the page leads to the rescue page, which saves everything', async () => {
    const browser = await openBrowser({ profile, args: ['--disable-3d-apis'], locale: 'en-GB' });
    const { page } = browser;
    await page.goto(site.url);
    await page.locator('[data-problem="webgl2"]').waitFor({ state: 'visible' });
    await page.getByRole('link', { name: 'rescue page' }).click();
    const save = page.getByRole('button', { name: 'Save everything as a file' });
    await save.waitFor();
    assert.equal(await page.getByText('Photos', { exact: true }).count(), 1);
    file = await saved(page, 'rescue.truat.json', () => save.click());
    await page.getByText(/Saved: \d+ commits, \d+ operations, 1 photos/).waitFor();

    const content = JSON.parse(readFileSync(file, 'utf8'));
    assert.deepEqual(content.headers, expected.headers);
    assert.deepEqual(content.operations, expected.operations);
    assert.deepEqual(content.photos, expected.photos);
    // Without the signed heads and a seal: the chain is whole, and is signed again at the next export.
    const { heads, seal, ...records } = expected.manifest.sections;
    assert.ok(heads && seal);
    assert.deepEqual(content.manifest.sections, records);
    assert.deepEqual(content.manifest.knows, expected.manifest.knows);

    const raw = JSON.parse(readFileSync(await saved(page, 'raw.json', () => page.getByRole('button', { name: 'Raw copy' }).click()), 'utf8'));
    assert.ok(raw.parts.some((part) => part.path === 'hot/meta'));

    // The diagnostics say what is wrong, and nothing of anybody.
    const shown = await page.locator('#facts').innerText();
    const facts = JSON.parse(readFileSync(await saved(page, 'facts.json', () => page.getByRole('button', { name: 'Save the diagnostics file' }).click()), 'utf8'));
    assert.deepEqual(JSON.parse(shown), facts);
    assert.equal(facts.graphics.webgl2, false);
    assert.equal(facts.stores[0].commits_readable, content.headers.length);
    assert.equal(facts.stores[0].photos, 1);
    assert.equal(facts.last_errors.page.at(-1).problem, 'webgl2');
    for (const words of [person1, 'คงทอง', factory, 'พะวง', note, 'น้ำทิ้ง', content.manifest.replica, content.headers[0].author])
      assert.equal(shown.includes(words), false, `${words} is in the diagnostics`);
    assert.deepEqual(browser.problems.filter((problem) => !/GPU|WebGL/.test(problem)), []);
    await browser.close();
  });

  await step('with a broken program too, and without a network', async () => {
    const browser = await openBrowser({ profile });
    const { page } = browser;
    await page.addInitScript(() => { WebAssembly.instantiate = () => Promise.reject(new WebAssembly.RuntimeError('unreachable')); });
    await page.goto(site.url);
    await page.locator('[data-problem="stopped"]').waitFor({ state: 'visible' });
    await browser.context.setOffline(true);
    await page.getByRole('link', { name: 'rescue page' }).click();
    const path = await saved(page, 'again.truat.json', () => page.getByRole('button', { name: 'Save everything as a file' }).click());
    assert.equal(JSON.parse(readFileSync(path, 'utf8')).photos.length, 1);
    await browser.close();
  });

  await step('another browser imports the file: the inspection, the photo, the history', async () => {
    const browser = await openBrowser({ profile: second });
    const person = new Person(browser);
    await beginOffice(person, site.url, 'ธีรเดช สุขพะวง');
    await takeFile(person, file);
    await person.goTo('#/visits');
    await person.press('gridcell', new RegExp(factory));
    await person.press('button', 'ตรวจต่อ');
    await person.waitForText(note);
    await person.waitForText('รูป 1');
    await person.press('tab', 'ประวัติ');
    await person.waitForText(person1);
    assert.deepEqual(browser.problems, []);
    await browser.close();
  });

  await step('records are deleted only after the words were typed', async () => {
    const browser = await openBrowser({ profile });
    const { page } = browser;
    await page.goto(`${site.url}rescue.html`);
    await page.getByRole('button', { name: 'Save everything as a file' }).first().waitFor();
    const remove = page.getByRole('button', { name: 'Delete all records' });
    await page.locator('#delete-words').fill('delete');
    assert.equal(await remove.isDisabled(), true);
    // The program is cleared first: the records stay.
    await page.getByRole('button', { name: 'Clear the program' }).click();
    await page.getByText('The program is cleared').waitFor();
    assert.deepEqual(await page.evaluate(async () => (await caches.keys()).length), 0);
    await page.reload();
    await page.getByRole('button', { name: 'Save everything as a file' }).first().waitFor();

    await page.locator('#delete-words').fill('delete everything');
    await remove.click();
    await page.getByText('Nothing is stored here.').waitFor();
    assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name).filter((name) => name.includes('truat'))), []);
    await page.goto(site.url);
    await running(page);
    assert.deepEqual(browser.problems, []);
    await browser.close();
  });
});

test('parts of the store that are damaged do not keep the rest from being saved', { timeout: 180000 }, async (t) => {
  const browser = await openBrowser();
  t.after(() => browser.close());
  const person = new Person(browser);
  const { page } = person;
  await beginSample(person, site.url);
  await page.goto(`${site.url}rescue.html`);
  const counts = () => page.evaluate(async () => {
    const workspace = await truatStore.readWorkspace('truat-sample');
    const { commits, damaged } = await truatStore.commitsOf(workspace);
    return [commits.length, damaged];
  });
  // A closing page leaves what it has not seen saved a second time; here each commit shall be there once.
  await page.evaluate(async () => {
    const db = await new Promise((resolve) => { indexedDB.open('truat-sample-cold').onsuccess = (event) => resolve(event.target.result); });
    const transaction = db.transaction(['entries'], 'readwrite');
    transaction.objectStore('entries').delete(IDBKeyRange.bound('pending/', 'pending0'));
    await new Promise((resolve) => { transaction.oncomplete = resolve; });
    db.close();
  });
  const [all, none] = await counts();
  assert.ok(all > 5);
  assert.equal(none, 0);
  // One letter of one operation changes in the place where the records lie.
  await page.evaluate(async () => {
    const db = await new Promise((resolve) => { indexedDB.open('/truat-sample/hot').onsuccess = (event) => resolve(event.target.result); });
    const store = db.transaction(['FILE_DATA'], 'readwrite').objectStore('FILE_DATA');
    const get = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const path = (await get(store.getAllKeys())).find((key) => /segments\/\d/.test(key));
    const value = await get(store.get(path));
    const text = new TextDecoder().decode(value.contents).replace('"salt":"', '"salt":"x');
    await get(store.put({ ...value, contents: new TextEncoder().encode(text) }, path));
    db.close();
  });
  assert.deepEqual(await counts(), [all - 1, 1]);
  await page.reload();
  await page.getByText('Damaged parts').waitFor();
  await page.getByRole('button', { name: 'Save everything as a file' }).last().click();
  await page.getByText('1 damaged parts cannot be read').waitFor();
  assert.deepEqual(browser.problems, []);
});
