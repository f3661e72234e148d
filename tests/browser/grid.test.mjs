// The table of factories as a spreadsheet: sorted, filtered, edited, pasted over, undone, its view kept, and exported.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginSample } from './support/office.mjs';
import { still } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';
import { stepsOf } from './support/steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-grid-'));
let site;
let browser;
let person;

before(async () => {
  site = await startSite();
  browser = await openBrowser({ viewport: { width: 1366, height: 768 } });
  person = new Person(browser);
  await beginSample(person, site.url);
});
after(async () => {
  await browser.close();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

// What stands in the column of this heading, in the rows that are seen, from the top.
const cells = (heading) => browser.page.evaluate((name) => {
  const tree = document.getElementById('truat-tree');
  const own = (node) => [...node.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join('');
  const column = [...tree.querySelectorAll('[role=columnheader]')].find((node) => own(node) === name)?.getAttribute('aria-colindex');
  return [...tree.querySelectorAll(`[role=gridcell][aria-colindex="${column}"]`)]
    .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top).map(own);
}, heading);
const key = (...keys) => person.keys(...keys);
const numbers = (texts) => texts.map((text) => Number(text.replaceAll(',', '')));

async function openTable() {
  await person.goTo('#/factories');
  await person.press('radio|tab|button', 'ตาราง');
  await person.waitForText(/\d+ แถว/);
}

// What lies in a workbook's sheet, as rows of texts and numbers.
function readWorkbook(path) {
  const xml = execFileSync('python3', ['-c', 'import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode())', path],
                           { encoding: 'utf8' });
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map(([, row]) => [...row.matchAll(/<c [^>]*>(.*?)<\/c>/g)]
    .map(([, cell]) => cell.replaceAll(/<[^>]*>/g, '')));
}

test('the table of factories as a spreadsheet', { timeout: 420000 }, async (t) => {
  const step = stepsOf(t);
  await openTable();

  await step('is sorted by two columns', async () => {
    await person.press('columnheader', 'อำเภอ');
    await browser.page.keyboard.down('Shift');
    await person.press('columnheader', 'แรงม้า');
    await browser.page.keyboard.up('Shift');
    for (const [heading, place] of [['อำเภอ', 1], ['แรงม้า', 2]]) {
      const { sorted, description } = await person.find('columnheader', heading);
      assert.deepEqual({ sorted, description }, { sorted: 'ascending', description: `เรียงเป็นลำดับที่ ${place}` });
    }
    const districts = await cells('อำเภอ');
    const powers = numbers(await cells('แรงม้า'));
    assert.ok(districts.length > 5);
    for (let i = 1; i < districts.length; ++i)
      if (districts[i] === districts[i - 1] && powers[i] > 0) assert.ok(powers[i - 1] <= powers[i], `${districts[i]}: ${powers}`);
  });

  await step('is filtered at a heading', async () => {
    const heading = await person.find('columnheader', 'แรงม้า');
    await browser.page.mouse.click(heading.x + 20, heading.y + heading.height / 2, { button: 'right' });
    await still(browser.page, 250);
    await person.press('menuitem', 'กรอง…');
    await person.fill('ตั้งแต่', '100');
    await person.press('button', 'เสร็จ');
    await person.waitForText('แรงม้า: ≥ 100');
    for (const power of numbers(await cells('แรงม้า'))) assert.ok(power >= 100);
    await person.press('button', 'เอา “แรงม้า: ≥ 100” ออก');
    await person.press('columnheader', 'ชื่อโรงงาน');
  });

  let names;
  await step('is edited in place: letters open a cell, Tab goes right, Enter back and down', async () => {
    names = await cells('ชื่อโรงงาน');
    await person.press('gridcell', names[1]);
    await key('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await browser.page.keyboard.type('12');
    await browser.page.waitForSelector('[data-truat=field]');
    await browser.page.keyboard.type('5.5');
    await key('Enter');
    assert.equal((await cells('แรงม้า'))[1], '125.5');
    await person.waitUntilSaved();
    // A letter that is no number is refused at the cell, and Esc gives it up.
    await key('Enter');
    await browser.page.waitForSelector('[data-truat=field]');
    await key('Control+a');
    await browser.page.keyboard.insertText('มาก');
    await key('Enter');
    await person.waitForText('“มาก” ไม่ใช่ตัวเลข');
    await key('Escape');
    await key('Control+z');
    assert.notEqual((await cells('แรงม้า'))[1], '125.5');
  });

  await step('takes a block from Excel, shows what would change, and is undone at once', async () => {
    const before = [await cells('ชื่อโรงงาน'), await cells('แรงม้า')];
    await person.press('gridcell', names[0]);
    await key('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await browser.page.evaluate(() => navigator.clipboard.writeText('๑,๒๓๔.๕๐\tx\r\nห้าร้อย\t\r\n77\t\r\n'));
    await key('Control+v');
    await person.waitForText('สิ่งที่จะเปลี่ยน');
    await person.waitForText('“ห้าร้อย” ไม่ใช่ตัวเลข');
    await person.press('button', 'เปลี่ยน 2 ช่อง');
    const after = await cells('แรงม้า');
    assert.deepEqual([after[0], after[2]], ['1,234.50', '77']);
    assert.equal(after[1], before[1][1]);
    await key('Control+z');
    assert.deepEqual(await cells('แรงม้า'), before[1]);
  });

  await step('copies as Excel reads it', async () => {
    await person.press('gridcell', names[0]);
    await key('Shift+ArrowDown', 'Control+c');
    await person.waitForText('คัดลอกแล้ว');
    const text = await browser.page.evaluate(() => navigator.clipboard.readText());
    assert.deepEqual(text.replaceAll('\r', '').trimEnd().split('\n'), names.slice(0, 2));
  });

  await step('keeps a view under a name, also over a reload', async () => {
    await person.fill('ชื่อ ทะเบียน ตำบล', 'ยาง');
    await person.press('button', 'มุมมองที่บันทึกไว้');
    await person.fill('ชื่อมุมมอง', 'โรงยาง');
    await person.press('button', 'บันทึกมุมมอง');
    const shown = await cells('ชื่อโรงงาน');
    await person.reload();
    await openTable();
    assert.equal((await person.find('columnheader', 'ชื่อโรงงาน')).sorted, 'ascending'); // as it was left
    await person.press('button', 'มุมมองที่บันทึกไว้');
    await person.press('button', 'โรงยาง');
    await still(browser.page, 300);
    assert.deepEqual(await cells('ชื่อโรงงาน'), shown);
    for (const name of shown) assert.match(name, /ยาง/);
  });

  await step('exports what is shown as CSV and as XLSX', async () => {
    const shown = await cells('ชื่อโรงงาน');
    await person.press('button', 'ส่งออกที่แสดงอยู่');
    const csv = readFileSync(await person.download(() => person.press('menuitem', 'ส่งออกเป็น CSV')), 'utf8');
    const rows = csv.replace('\uFEFF', '').trimEnd().split('\r\n');
    assert.match(rows[0], /^ชื่อโรงงาน,/);
    assert.deepEqual(rows.slice(1, 1 + shown.length).map((row) => row.replace(/^"/, '').split(/",|,/)[0]), shown);
    await person.press('button', 'ส่งออกที่แสดงอยู่');
    const xlsx = join(folder, 'factories.xlsx');
    copyFileSync(await person.download(() => person.press('menuitem', 'ส่งออกเป็น Excel (XLSX)')), xlsx);
    const sheet = readWorkbook(xlsx);
    assert.equal(sheet[0][0], 'ชื่อโรงงาน');
    assert.deepEqual(sheet.slice(1, 1 + shown.length).map((row) => row[0]), shown);
    assert.equal(sheet.length, rows.length);
    assert.deepEqual(browser.problems, []);
  });
});
