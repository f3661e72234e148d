// Two offices and what passes between them: keys that are compared and trusted, a part for somebody, a file that is only
// looked at, and what remains of an import.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { factories, importFactories, inNewOffice, takeFile } from './support/office.mjs';
import { startSite } from './support/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-offices-'));
const whole = join(folder, 'whole.truat.json');
let site;
let fingerprint;

const inOffice = (name, work) => inNewOffice(site.url, name, work);
const exportTo = async (person, file) => {
  copyFileSync(await person.download(() => person.press('button', /^ส่งออกเป็น/)), file);
  await person.waitUntilSaved();
  return JSON.parse(readFileSync(file, 'utf8'));
};

before(async () => {
  site = await startSite();
  await inOffice('วรัญญา คงทอง', async (person) => {
    await importFactories(person);
    await person.goTo('#/exchange');
    await exportTo(person, whole);
    await person.goTo('#/proof');
    await person.waitForText('ไม่พบสิ่งที่ถูกแก้ ถูกตัด หรือถูกปลอม');
    await person.waitForText('เครื่องนี้');
    fingerprint = (await person.allText()).match(/(?:[0-9A-F]{4} ){7}[0-9A-F]{4}/)?.[0];
    assert.ok(fingerprint, 'the page shows the fingerprint of its key');
  });
});
after(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a colleague’s key is compared, trusted, and no longer trusted', { timeout: 240000 }, () => inOffice('ธีรเดช สุขพะวง', async (person) => {
  await takeFile(person, whole);
  await person.goTo('#/proof');
  await person.waitForText('ยังไม่เชื่อถือ');
  await person.press('button', 'เทียบและเชื่อถือกุญแจ');
  await person.waitForText(fingerprint);
  await person.press('button', 'ตรงกัน เชื่อถือกุญแจนี้');
  await person.waitUntilSaved();
  await person.waitForText(/: เชื่อถือ|^เชื่อถือ$|text: เชื่อถือ/m);
  assert.equal(await person.sees('button', 'เทียบและเชื่อถือกุญแจ'), false);
  // What comes next from there is known by it.
  await person.goTo('#/exchange');
  await person.chooseFile(() => person.press('button', 'เลือกไฟล์ .truat.json'), whole);
  await person.waitForText('ลายเซ็นที่เชื่อถือ');
  await person.goTo('#/proof');
  await person.press('button', 'เลิกเชื่อถือกุญแจ');
  await person.waitUntilSaved();
  await person.waitForText('เทียบและเชื่อถือกุญแจ');
}));

test('a part is sent, then all of it, then only what is new; the other office has everything', { timeout: 300000 }, async () => {
  const [part, all, news] = ['part', 'all', 'news'].map((name) => join(folder, `${name}.truat.json`));
  await inOffice('ปรียา แซ่ลิ้ม', async (person) => {
    await importFactories(person);
    await person.press('button', 'ปิด'); // the notice would lie over the button
    await person.goTo('#/exchange');
    await person.press('link|button', 'ระบุผู้รับ หรือส่งบางส่วน');
    await person.press('radio|tab', 'เลือกบางส่วน');
    assert.match((await person.find('button', /^ส่งออกเป็น/)).description, /เลือกโรงงานหรือช่วงวันที่ก่อน/);
    await person.press('combobox|button', 'โรงงาน');
    await person.press('option', /^บริษัท/);
    const partial = await exportTo(person, part);
    assert.equal(partial.manifest.scope.factories.length, 1);
    assert.ok(partial.manifest.left_out.operations > 100, 'bodies are left out');

    await person.press('radio|tab', 'ทั้งหมด');
    await person.fill('ส่งให้', 'อก.สงขลา');
    const first = await exportTo(person, all);
    assert.equal(first.manifest.left_out.operations, 0);
    await person.goTo('#/factories');
    await person.press('button', /^บริษัท/);
    await person.fill('ชื่อโรงงาน', 'โรงงานที่เปลี่ยนชื่อ');
    await person.waitUntilSaved();
    await person.goTo('#/exchange');
    await person.press('checkbox', 'เฉพาะที่ผู้รับยังไม่มี');
    const later = await exportTo(person, news);
    assert.equal(later.manifest.scope.recipient, 'อก.สงขลา');
    assert.ok(later.headers.length < 4, `${later.headers.length} commits are new`);
  });
  await inOffice('สมศักดิ์ แก้วมณี', async (person) => {
    await takeFile(person, part);
    await takeFile(person, all);
    await takeFile(person, news);
    await person.goTo('#/factories');
    await person.waitForText('โรงงานที่เปลี่ยนชื่อ');
    await person.waitForText(new RegExp(`${factories.count}`));
  });
});

test('a file is looked at without importing it; an import leaves a receipt', { timeout: 240000 }, () => inOffice('นภา จันทร์เพ็ญ', async (person) => {
  await person.goTo('#/exchange');
  await person.chooseFile(() => person.press('button', 'เปิดดูโดยไม่นำเข้า'), whole);
  await person.waitForText('กำลังเปิดดูไฟล์');
  await person.goTo('#/factories');
  await person.find('button', /^บริษัท/);
  await person.press('button', 'ปิดไฟล์');
  await person.goTo('#/factories');
  assert.equal(await person.sees('button', /^บริษัท/), false, 'nothing of it has stayed');

  await takeFile(person, whole);
  await person.reload();
  await person.goTo('#/receipts');
  await person.waitForText('whole.truat.json');
  await person.waitForText('วรัญญา คงทอง');
}));
