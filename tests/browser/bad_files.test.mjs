// Files that are not what they should be: one sentence each, and nothing has changed. And a change of mind: undo, redo.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginSample } from './support/office.mjs';
import { still } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-bad-files-'));
let site;
let browser;
let person;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  person = new Person(browser);
  await beginSample(person, site.url);
});
after(async () => {
  await browser.close();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

const counts = async () => (await person.find('text', 'ในไฟล์มี')).value;

test('a .truat.json that is cut, changed, doubled or something else is refused in a sentence', { timeout: 180000 }, async () => {
  await person.goTo('#/exchange');
  const whole = join(folder, 'whole.truat.json');
  copyFileSync(await person.download(() => person.press('button', /^ส่งออก/)), whole);
  const text = readFileSync(whole, 'utf8');
  const before = await counts();
  const name = 'ควนลังยางแท่ง';
  assert.ok(text.includes(name));
  const bad = {
    'cut.json': text.slice(0, text.length / 2),
    'changed.json': text.replace(name, 'ควนลังยางแท้ง'),
    'doubled.json': text.replace('{', '{"manifest":{},'),
    'other.json': '{"hello":"world"}',
    'not.json': 'ตรวจ',
    'empty.json': '',
  };
  for (const [file, content] of Object.entries(bad)) {
    const path = join(folder, file);
    writeFileSync(path, content);
    await person.goTo('#/exchange');
    await person.chooseFile(() => person.press('button', 'เลือกไฟล์ .truat.json'), path);
    await person.waitForText(file);
    assert.equal(await person.sees('button', /^นำเข้า \d+/, { timeout: 300 }), false, `${file} cannot be taken`);
    if (process.env.TRUAT_SHOT) console.log(file, (await person.names()).join(' | ').slice(-600));
  }
  await person.goTo('#/exchange');
  assert.equal(await counts(), before);
  assert.deepEqual(browser.problems, []);
});

test('an answer is undone and done again by the keyboard', { timeout: 60000 }, async () => {
  await person.goTo('#/today');
  await person.press('button', 'ตรวจต่อ', { nth: 2 });
  await person.press('button', /^ยังไม่ตอบ/);
  await person.page.keyboard.press('1');
  await person.waitForText('ตอบแล้ว 27 จาก 30');
  await person.page.keyboard.press('Control+z');
  await person.waitForText('ตอบแล้ว 26 จาก 30');
  await person.page.keyboard.press('Control+y');
  await person.waitForText('ตอบแล้ว 27 จาก 30');
  await person.waitUntilSaved();
  await still(person.page);
  assert.deepEqual(browser.problems, []);
});
