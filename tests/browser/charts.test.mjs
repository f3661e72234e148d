// The chart of the home screen: found by role and name, read by keyboard, taken away as table, SVG, PNG and paper.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginSample } from './support/office.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';

const title = 'งานตรวจรายเดือนเทียบแผน';
const patience = { timeout: 120000 };
let site;
let browser;
let person;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  person = new Person(browser);
  await beginSample(person, site.url);
  await person.goTo('#/today');
});
after(async () => {
  await browser.close();
  await site.stop();
});

const choose = async (item) => {
  await person.press('button', `คำสั่งของแผนภูมิ ${title}`);
  await person.press('menuitem', item);
};
const months = async () => (await person.names()).filter((name) => /^option: .*(25\d\d)/.test(name));

// The value that is read, and what assistive technology is told has the focus.
const readNow = () => browser.page.evaluate(() => ({
  chosen: [...document.querySelectorAll('#truat-tree [role=option][aria-selected=true]')].map((node) => node.textContent),
  focused: document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent,
}));

test('it is found by role and name, and says what it shows', patience, async () => {
  const figure = await person.find('figure', title);
  assert.match(figure.description, /แผนภูมิแท่งซ้อน\. 12 จุด/);
  assert.equal((await months()).length, 12);
});

test('the pointer and the keyboard read its values', patience, async () => {
  const first = await person.press('option', /25\d\d/);
  assert.deepEqual(await readNow(), { chosen: [first.name], focused: first.name });
  const all = await months();
  await person.key('End');
  const last = all[11].slice('option: '.length);
  assert.deepEqual(await readNow(), { chosen: [last], focused: last });
  await person.key('ArrowLeft');
  const before = all[10].slice('option: '.length);
  assert.deepEqual(await readNow(), { chosen: [before], focused: before });
  await person.key('Escape');
  assert.deepEqual(await readNow(), { chosen: [], focused: title });
});

test('it is copied as a table', patience, async () => {
  await choose('คัดลอกเป็นตาราง');
  await person.waitForText('คัดลอกแล้ว');
  const lines = (await browser.page.evaluate(() => navigator.clipboard.readText())).replace(/\r?\n$/, '').split(/\r?\n/); // empty cells stay
  assert.match(lines[0], /^เดือน\t/);
  assert.equal(lines.length, 13);
  for (const line of lines) assert.equal(line.split('\t').length, lines[0].split('\t').length);
});

test('it is saved as an SVG that the browser reads as one', patience, async () => {
  const file = await person.download(() => choose('บันทึกเป็น SVG'));
  const svg = readFileSync(file, 'utf8');
  const read = await browser.page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    return { error: document.querySelector('parsererror')?.textContent ?? '', root: document.documentElement.tagName,
             title: document.querySelector('title').textContent, texts: document.querySelectorAll('text').length,
             active: document.querySelectorAll('script, style, foreignObject, image, [href]').length };
  }, svg);
  assert.deepEqual({ ...read, texts: read.texts > 10 }, { error: '', root: 'svg', title, texts: true, active: 0 });
});

test('it is saved as a PNG whose Thai is in the page\'s font', patience, async () => {
  const file = await person.download(() => choose('บันทึกเป็น PNG'));
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  const seen = await browser.page.evaluate(async ([base64, words]) => {
    const blob = new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/png' });
    const bitmap = await createImageBitmap(blob);
    const pen = (width, height) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      return canvas.getContext('2d', { willReadFrequently: true });
    };
    const picture = pen(bitmap.width, bitmap.height);
    picture.drawImage(bitmap, 0, 0);
    const colours = new Set();
    const { data } = picture.getImageData(0, 0, bitmap.width, bitmap.height);
    for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    // The title as the browser shapes it: 17.5 px at a ratio of 2, 16 from the edge.
    const difference = (font) => {
      const own = pen(900, 90);
      own.fillStyle = '#fff';
      own.fillRect(0, 0, 900, 90);
      own.scale(2, 2);
      own.fillStyle = '#1B2430';
      own.font = font;
      own.fillText(words, 16, 16 + 14 + 0.32 * 17.5);
      const a = own.getImageData(0, 0, 900, 90).data;
      const b = picture.getImageData(0, 0, 900, 90).data;
      let sum = 0;
      for (let i = 0; i < a.length; i += 4) sum += Math.abs(a[i] - b[i]) > 40 ? 1 : 0;
      return sum;
    };
    picture.font = '600 17.5px Truat';
    return { width: bitmap.width, height: bitmap.height, corner: [...data.slice(0, 3)], accent: colours.has(0x0b6477),
             same: difference('600 17.5px Truat'), other: difference('600 17.5px serif'),
             marksHaveNoWidth: picture.measureText('ที่').width === picture.measureText('ท').width };
  }, [bytes.toString('base64'), title]);
  assert.equal(seen.width, 1984);
  assert.ok(seen.height >= 900);
  assert.deepEqual(seen.corner, [255, 255, 255]);
  assert.ok(seen.accent, 'the first series has its colour');
  assert.ok(seen.marksHaveNoWidth, 'marks stand over their consonant');
  assert.ok(seen.same < 20, `the title is that of the page's font (${seen.same} pixels differ)`);
  assert.ok(seen.other > 500, `and of no other (${seen.other} pixels differ)`);
});

test('it is shown as a table, and printed with one', patience, async () => {
  await choose('ดูเป็นตาราง');
  assert.ok(await person.sees('columnheader', /พบข้อบกพร่อง/));
  await choose('ดูเป็นแผนภูมิ');
  await person.find('figure', title);
  await choose('พิมพ์');
  const paper = await person.paper();
  assert.match(paper, new RegExp(title));
  assert.match(paper, /ต\.ค\.|พ\.ย\.|ม\.ค\./);
});

test('nothing went wrong, the policy was kept', () => {
  assert.deepEqual(browser.problems, []);
});
