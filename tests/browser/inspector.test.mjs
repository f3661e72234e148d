// What an inspector does on the first day: from an empty browser to a record of inspection that a colleague reads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, removeProfile } from './support/browser.mjs';
import { beginOffice, beginVisit, importFactories } from './support/office.mjs';
import { Person } from './support/person.mjs';
import { takePhoto } from './support/photo.mjs';
import { startSite } from './support/site.mjs';
import { stepsOf } from './support/steps.mjs';

const factory = 'บริษัท พะวงบรรจุภัณฑ์ จำกัด';
const note = 'ท่อระบายช่วงหลังบ่อพักที่ 2 แตก น้ำทิ้งล้นลงคูสาธารณะ';
const folder = mkdtempSync(join(tmpdir(), 'truat-inspector-'));
const profile = newProfile();
const second = newProfile();
let site;

before(async () => {
  site = await startSite();
});
after(async () => {
  await site.stop();
  for (const one of [profile, second]) removeProfile(one);
  rmSync(folder, { recursive: true, force: true });
});

test('the first inspection: kept, printed, shared', { timeout: 420000 }, async (t) => {
  let browser = await openBrowser({ profile });
  let person = new Person(browser);
  const step = stepsOf(t);
  const photos = [await takePhoto(browser.context, folder, 'one', '#35688a'), await takePhoto(browser.context, folder, 'two', '#8a5a35')];

  await step('says who they are', async () => {
    await beginOffice(person, site.url, 'วรัญญา คงทอง');
    await person.waitForText('วรัญญา คงทอง');
  });

  await step('loads a factory list with Thai headings', async () => {
    await importFactories(person);
  });

  await step('inspects one with the network cut, with two photos', async () => {
    await browser.context.setOffline(true);
    await beginVisit(person, 'พะวง', new RegExp(factory));
    await person.press('radio', 'ผ่าน');
    await person.press('radio', 'ไม่ผ่าน', { nth: 1 });
    await person.fill(/^บันทึกข้อ .*\.2$/, note);
    await person.chooseFile(() => person.press('button', 'ถ่ายรูป'), ...photos);
    await person.waitForText('รูป 2');
    await person.waitUntilSaved();
  });

  await step('finds everything after the power was cut', async () => {
    await browser.kill();
    browser = await openBrowser({ profile });
    person = new Person(browser);
    await person.open(site.url);
    await person.press('button', 'ตรวจต่อ');
    await person.waitForText(note);
    await person.waitForText('รูป 2');
    await person.waitForText('ตอบแล้ว 2 จาก');
  });

  await step('prints the record as a paper in Thai', async () => {
    await person.press('button', 'คำสั่งอื่น');
    const html = await person.download(() => person.press('menuitem', 'บันทึกเป็นไฟล์ HTML'));
    const paper = join(folder, 'record.html');
    copyFileSync(html, paper);
    const page = await browser.context.newPage();
    await page.goto(`file://${paper}`);
    const pdf = join(folder, 'record.pdf');
    await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
    await page.close();
    const text = execFileSync(process.env.TRUAT_PDFTOTEXT ?? 'pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).normalize('NFC');
    for (const words of ['บันทึกการตรวจโรงงาน', 'วรัญญา คงทอง', 'พะวงบรรจุภัณฑ์', 'sha-256'])
      assert.ok(text.replaceAll(/\s/g, '').includes(words.replaceAll(/\s/g, '')), `${words} stands in the PDF:\n${text.slice(0, 3000)}`);
  });

  let file;
  await step('exports everything as one file', async () => {
    await person.press('link', /^แลกเปลี่ยนข้อมูล/);
    const path = await person.download(() => person.press('button', /^ส่งออก/));
    file = join(folder, 'office.truat.json');
    copyFileSync(path, file);
    const content = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(content.manifest.format, 'truat');
    assert.equal(content.photos.length, 2);
    assert.deepEqual(browser.problems, []);
    await browser.close();
  });

  await step('a colleague imports it and sees the same inspection and its history', async () => {
    browser = await openBrowser({ profile: second });
    person = new Person(browser);
    await beginOffice(person, site.url, 'ธีรเดช สุขพะวง');
    await person.press('link', /^แลกเปลี่ยนข้อมูล/);
    await person.chooseFile(() => person.press('button', 'เลือกไฟล์ .truat.json'), file);
    await person.waitForText('ใหม่');
    await person.press('button', /^นำเข้า \d+/);
    await person.waitUntilSaved();
    await person.press('button', 'ตรวจโรงงาน');
    await person.press('link', 'งานตรวจ');
    await person.press('gridcell', new RegExp(factory));
    await person.press('button', 'ตรวจต่อ');
    await person.waitForText(note);
    await person.waitForText('รูป 2');
    await person.press('tab', 'ประวัติ');
    await person.waitForText('วรัญญา คงทอง');
    assert.deepEqual(browser.problems, []);
    await browser.close();
  });
});
