// Files under a passphrase: made in one browser, opened in another and by the command, and the other way round. Nothing of the
// passphrase stays anywhere. And sharing a file with the device's other programs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginOffice, importFactories, inNewOffice } from './support/office.mjs';
import { Person } from './support/person.mjs';
import { root, startSite } from './support/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-locked-'));
const locked = join(folder, 'locked.truat.json');
const passphrase = 'ฝนตกที่สงขลา 2569';
const command = ['native-release', 'native-debug', 'native-quick'].map((preset) => join(root, 'build', preset, 'truat')).find(existsSync);
let site;

const inOffice = (name, work) => inNewOffice(site.url, name, work);
const pick = async (person, file) => {
  await person.goTo('#/exchange');
  await person.chooseFile(() => person.press('button', 'เลือกไฟล์ .truat.json'), file);
};
const truat = (...words) => {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return { status, answer: stdout ? JSON.parse(stdout) : null, said: stderr };
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const canonical = (value) => (Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : value && typeof value === 'object' ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
    : JSON.stringify(value));

// Everything that this site keeps in the browser, as one text.
const kept = (page) => page.evaluate(async () => {
  const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
  const decoder = new TextDecoder();
  const take = async (value) => {
    if (value instanceof Blob) return take(await value.arrayBuffer());
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return texts.push(decoder.decode(value));
    if (value && typeof value === 'object') return Promise.all(Object.values(value).map(take));
    return texts.push(String(value));
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of db.objectStoreNames) {
      const all = await new Promise((resolve) => {
        db.transaction([store]).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result);
      });
      await take(all);
    }
    db.close();
  }
  return texts.join('\n');
});

before(async () => {
  site = await startSite();
  await inOffice('วรัญญา คงทอง', async (person, { page }) => {
    const console = [];
    page.on('console', (message) => console.push(message.text()));
    await importFactories(person);
    await person.goTo('#/exchange');
    await person.press('checkbox', 'ป้องกันด้วยรหัสผ่าน');
    await person.waitForText('จะไม่มีใครเปิดไฟล์นี้ได้อีกเลย');
    await person.press('textbox', 'รหัสผ่าน');
    assert.equal(await page.locator('[data-truat=field]').getAttribute('type'), 'password');
    await person.typeIntoOpen(passphrase);
    await person.fill('รหัสผ่านอีกครั้ง', passphrase);
    await page.waitForTimeout(700); // a draft would have been kept by now
    const whileTyped = await kept(page);
    copyFileSync(await person.download(() => person.press('button', /^ส่งออก/)), locked);
    await person.waitForText('ส่งออกแล้ว');
    await person.waitUntilSaved();
    for (const text of [whileTyped, await kept(page), console.join('\n')]) assert.ok(!text.includes(passphrase));
    assert.ok((await kept(page)).includes('วรัญญา')); // what is looked through is really there
  });
});
after(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a locked export shows nothing of what is in it', () => {
  const text = readFileSync(locked, 'utf8');
  assert.deepEqual(Object.keys(JSON.parse(text)), ['truat_locked', 'chunks']);
  assert.equal(JSON.parse(text).truat_locked.iterations, 600000);
  assert.ok(!text.includes('วรัญญา') && !text.includes('manifest'));
});

test('another office opens it by its passphrase, after a wrong one', { timeout: 180000 }, () => inOffice('ธีรเดช สุขพะวง', async (person, { page }) => {
  await pick(person, locked);
  await person.waitForText('ไฟล์นี้ป้องกันด้วยรหัสผ่าน');
  await person.fill('รหัสผ่าน', 'ฝนตกที่พัทลุง');
  await person.waitForText('รหัสผ่านไม่ถูกต้อง หรือไฟล์นี้ถูกแก้ไข');
  await person.fill('รหัสผ่าน', passphrase);
  await person.press('button', /^นำเข้า \d+/);
  await person.waitUntilSaved();
  await person.goTo('#/factories');
  await person.waitForText(/37 แห่ง/);
  assert.ok(!(await kept(page)).includes(passphrase));
}));

test('a locked file that was cut or changed is refused, and can be put away', { timeout: 180000 }, () => inOffice('ธีรเดช สุขพะวง', async (person) => {
  const text = readFileSync(locked, 'utf8');
  const cut = join(folder, 'cut.truat.json');
  writeFileSync(cut, text.slice(0, text.length - 40));
  await pick(person, cut);
  await person.waitForText('ไฟล์ไม่ครบ');
  const changed = join(folder, 'changed.truat.json');
  const at = text.length - 200;
  writeFileSync(changed, text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1));
  await pick(person, changed);
  await person.fill('รหัสผ่าน', passphrase);
  await person.waitForText('รหัสผ่านไม่ถูกต้อง หรือไฟล์นี้ถูกแก้ไข'); // it has one part alone
  await person.press('button', 'ไม่นำเข้า');
  await person.waitForText('นำเข้าไฟล์');
}));

test('what the page has locked the command opens, and the other way round', { timeout: 180000 }, async (context) => {
  if (!command) return context.skip('the program truat is not built');
  const word = join(folder, 'word.txt');
  writeFileSync(word, `${passphrase}\n`);
  assert.equal(truat('check', locked).status, 2);
  assert.match(truat('check', locked).said, /--passphrase-file/);
  const { status, answer } = truat('check', locked, '--passphrase-file', word);
  assert.equal(status, 0);
  assert.ok(answer.records > 37);
  const made = join(folder, 'made.truat.json');
  assert.equal(truat('export', locked, '--as', 'truat', '--passphrase-file', word, '-o', made).status, 0);
  assert.notEqual(readFileSync(made, 'utf8'), readFileSync(locked, 'utf8'));
  await inOffice('ธีรเดช สุขพะวง', async (person) => {
    await pick(person, made);
    await person.fill('รหัสผ่าน', passphrase);
    await person.press('button', /^นำเข้า \d+/);
    await person.waitUntilSaved();
    await person.goTo('#/factories');
    await person.waitForText(/37 แห่ง/);
  });
});

test('photos are read out of a locked file one by one, over the borders of its parts', { timeout: 180000 }, async (context) => {
  if (!command) return context.skip('the program truat is not built');
  const word = join(folder, 'word.txt');
  writeFileSync(word, `${passphrase}\n`);
  const plain = join(folder, 'plain.truat.json');
  assert.equal(truat('merge', locked, '--passphrase-file', word, '-o', plain).status, 0);
  // Two that no record names, as large as a few parts.
  const photos = [3_000_000, 700_000].map((size) => randomBytes(size)).map((bytes) => ({ bytes: bytes.toString('base64'), sha256: sha256(bytes) }));
  photos.sort((left, right) => (left.sha256 < right.sha256 ? -1 : 1));
  const file = JSON.parse(readFileSync(plain, 'utf8'));
  file.manifest.counts.photos = 2;
  file.manifest.sections.photos = sha256(photos.map((photo) => `${photo.sha256}\n`).join(''));
  delete file.manifest.digest;
  file.manifest.digest = sha256(canonical(file.manifest));
  const lines = readFileSync(plain, 'utf8').split('\n');
  lines[0] = `{"manifest":${canonical(file.manifest)},`;
  lines.splice(lines.indexOf('"photos":[') + 1, 0, photos.map(canonical).join(',\n'));
  writeFileSync(plain, lines.join('\n'));
  const large = join(folder, 'large.truat.json');
  assert.equal(truat('export', plain, '--as', 'truat', '--passphrase-file', word, '-o', large).said, '');
  assert.ok(JSON.parse(readFileSync(large, 'utf8')).chunks.length > 4);
  await inOffice('ธีรเดช สุขพะวง', async (person, { page }) => {
    await pick(person, large);
    await person.fill('รหัสผ่าน', passphrase);
    await person.press('button', /^นำเข้า \d+/);
    await person.waitUntilSaved();
    const sizes = await page.evaluate(() => new Promise((resolve) => {
      indexedDB.open('truat-photos').onsuccess = ({ target: { result: db } }) => {
        const store = db.transaction(['photos']).objectStore('photos');
        const [keys, values] = [store.getAllKeys(), store.getAll()];
        values.onsuccess = () => { db.close(); resolve(keys.result.map((key, index) => [key, values.result[index].size])); };
      };
    }));
    assert.deepEqual(sizes, photos.map((photo) => [photo.sha256, Buffer.from(photo.bytes, 'base64').length]));
  });
});

test('a file is shared in two presses, and by a third where the browser wants a fresh one', { timeout: 180000 }, async () => {
  const browser = await openBrowser();
  try {
    const person = new Person(browser);
    const { page } = browser;
    await page.addInitScript(() => {
      globalThis.shares = [];
      globalThis.refusal = null;
      // As Chromium does it: no .json, but .txt.
      navigator.canShare = ({ files }) => files.every((file) => file.name.endsWith('.txt') && file.type === 'text/plain');
      navigator.share = async ({ files: [file] }) => {
        if (globalThis.refusal) throw new DOMException('no', globalThis.refusal);
        globalThis.shares.push([file.name, (await file.text()).slice(0, 12)]);
      };
    });
    await beginOffice(person, site.url, 'วรัญญา คงทอง');
    await person.goTo('#/exchange');
    await person.press('button', 'แชร์ไฟล์');
    await person.waitForText('แชร์แล้ว');
    const [[name, beginning]] = await page.evaluate(() => globalThis.shares);
    assert.match(name, /\.truat\.json\.txt$/);
    assert.equal(beginning, '{"manifest":');
    await page.evaluate(() => { globalThis.refusal = 'NotAllowedError'; });
    await person.press('button', 'แชร์ไฟล์');
    await person.waitForText('พร้อมแล้ว ยังไม่ได้แชร์');
    await page.evaluate(() => { globalThis.refusal = null; });
    await person.press('button', 'แชร์ตอนนี้');
    await page.waitForFunction(() => globalThis.shares.length === 2, undefined, { timeout: 10000, polling: 50 });
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
});
