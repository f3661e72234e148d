// What many tests begin with: an office of one's own or the sample, factories from a list, a visit to one of them.
import assert from 'node:assert/strict';
import { join } from 'node:path';

import { openBrowser } from './browser.mjs';
import { Person } from './person.mjs';
import { root } from './site.mjs';

export const factories = { file: join(root, 'tests/data/factories-songkhla.csv'), count: 37, refusedCell: 'ห้าร้อย' };

// An empty office of this person.
export async function beginOffice(person, url, name, position = 'วิศวกรปฏิบัติการ') {
  await person.open(url);
  await person.press('radio', 'สำนักงานเปล่า');
  await person.fill('ชื่อ', name);
  await person.fill('ตำแหน่ง', position);
  await person.press('button', 'เริ่มใช้งาน');
  await person.waitUntilSaved();
}

// Works in an empty office in a browser of its own, which had nothing to complain of at the end.
export async function inNewOffice(url, name, work) {
  const browser = await openBrowser();
  try {
    const person = new Person(browser);
    await beginOffice(person, url, name);
    await work(person, browser);
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
}

// The sample office: what is chosen at first.
export async function beginSample(person, url) {
  await person.open(url);
  await person.pressAndReload('button', 'เริ่มใช้งาน');
}

// A factory list, from the home screen of an empty office. `refusedCell`: what the review has to show.
export async function importFactories(person, { file, count, refusedCell } = factories) {
  await person.chooseFile(() => person.press('button', 'นำเข้าจาก Excel'), file);
  if (refusedCell) await person.waitForText(refusedCell);
  const { name } = await person.press('button', /^(ตรวจทาน|นำเข้า) \d+/);
  if (name.startsWith('ตรวจทาน')) await person.press('button', /^นำเข้า \d+/);
  await person.waitForText(new RegExp(`${count} แห่ง`));
  await person.waitUntilSaved();
}

// A visit to the factory that is found by `words`, from the list of factories.
export async function beginVisit(person, words, factory) {
  await person.fill('ชื่อ ทะเบียน ตำบล', words);
  await person.press('button', factory);
  await person.press('button', 'เริ่มตรวจ');
  await person.press('button', 'เริ่มตรวจเดี๋ยวนี้');
  await person.waitForText('ตอบแล้ว 0 จาก');
}

// A colleague's file, taken into the office.
export async function takeFile(person, file) {
  await person.goTo('#/exchange');
  await person.chooseFile(() => person.press('button', 'เลือกไฟล์ .truat.json'), file);
  await person.press('button', /^นำเข้า \d+/);
  await person.waitUntilSaved();
}
