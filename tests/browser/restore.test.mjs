// The way back from an import: it outlives a reload, and ends with the next commit or export. When everything was last exported.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginOffice, importFactories, takeFile } from './support/office.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-restore-'));
const file = join(folder, 'colleague.truat.json');
const banner = 'เพิ่งนำเข้าไฟล์';
let site;

const inOffice = async (name, work) => {
  const browser = await openBrowser();
  try {
    const person = new Person(browser);
    await beginOffice(person, site.url, name);
    await work(person);
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
};
const contents = async (person) => (await person.find('text', 'ในไฟล์มี')).value;
const exportAll = (person) => person.download(() => person.press('button', /^ส่งออก/));

before(async () => {
  site = await startSite();
  await inOffice('วรัญญา คงทอง', async (person) => {
    await importFactories(person);
    await person.goTo('#/exchange');
    copyFileSync(await exportAll(person), file);
  });
});
after(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('an import is taken back after a reload', { timeout: 180000 }, () => inOffice('ธีรเดช สุขพะวง', async (person) => {
  await person.goTo('#/exchange');
  const before = await contents(person);
  await takeFile(person, file);
  await person.goTo('#/exchange');
  assert.notEqual(await contents(person), before);
  await person.reload();
  await person.waitForText(banner);
  await person.press('button', 'ย้อนกลับ');
  await person.waitForText('กลับไปก่อนนำเข้าแล้ว');
  await person.goTo('#/exchange');
  assert.equal(await contents(person), before);
  assert.equal(await person.sees('button', 'ย้อนกลับ', { timeout: 300 }), false);
  await person.reload();
  assert.equal(await contents(person), before);
}));

test('an export ends the way back, and is remembered', { timeout: 180000 }, () => inOffice('ธีรเดช สุขพะวง', async (person) => {
  await takeFile(person, file);
  await person.goTo('#/exchange');
  await person.waitForText(banner);
  await person.waitForText('ยังไม่เคยส่งออกจากเครื่องนี้');
  await exportAll(person);
  await person.waitForText('ส่งออกล่าสุด');
  await person.waitUntilSaved();
  assert.equal(await person.sees('button', 'ย้อนกลับ', { timeout: 300 }), false);
  await person.reload();
  await person.waitForText('ส่งออกล่าสุด');
  assert.equal(await person.sees('button', 'ย้อนกลับ', { timeout: 300 }), false);
}));
