// A visit of the sample office to its end: what is missing is answered from the list of it, the officials sign, the guide
// refuses before a witness, the visit closes, its paper is printed, and the sample is left.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { still } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';

let site;
before(async () => { site = await startSite(); });
after(() => site.stop());

// As a finger or a pen does it.
async function sign(person) {
  const pad = await person.find('img|button', /ลงนาม|ลายมือชื่อ/);
  const { mouse } = person.page;
  for (const [from, to] of [[0.2, 0.5], [0.5, 0.8]]) {
    await mouse.move(pad.x + pad.width * from, pad.y + pad.height * 0.6);
    await mouse.down();
    for (let step = 1; step <= 8; step++)
      await mouse.move(pad.x + pad.width * (from + ((to - from) * step) / 8), pad.y + pad.height * (0.6 - 0.3 * Math.sin(step / 2)));
    await mouse.up();
  }
  await still(person.page);
}

test('a visit is finished, signed, refused, closed and printed', { timeout: 240000 }, async () => {
  const browser = await openBrowser();
  const person = new Person(browser);
  try {
    await person.open(site.url);
    await person.pressAndReload('button', 'เริ่มใช้งาน');
    await person.press('button', 'ตรวจต่อ', { nth: 2 });
    await person.waitForText('ตอบแล้ว 26 จาก 30');

    const toWhatIsMissing = async (name) => {
      await person.press('button', 'จบการตรวจ');
      await person.press('button', name);
    };
    await toWhatIsMissing('ยังไม่ได้กรอก “เวลาออก”');
    await person.typeIntoOpen('16:40');
    for (const question of ['5.4', '5.5', '6.2', '7.1']) {
      await toWhatIsMissing(`ข้อ ${question} ต้องตอบ`);
      await person.page.keyboard.press('1');
      await still(person.page);
    }
    await person.waitForText('ตอบแล้ว 30 จาก 30');
    await toWhatIsMissing('ยังไม่ได้กรอก “ผลการตรวจ”');
    await person.press('option', 'ให้ปรับปรุงแก้ไข');

    await person.press('tab', 'ลงนาม');
    for (let officials = 0; officials < 2; officials++) {
      await person.press('button', 'ลงนาม');
      await sign(person);
      await person.press('button', 'บันทึกลายมือชื่อ');
      await person.waitForText(`ลงนาม = ${officials + 1}/3`);
    }
    await person.press('button', 'ลงนาม');
    await person.press('checkbox', 'ไม่ยินยอมลงนาม');
    await person.fill(/เหตุ/, 'ไม่เห็นด้วยกับผลตรวจน้ำทิ้ง');
    await person.fill(/พยาน/, 'นางสาวอารีย์ บุญส่ง');
    await sign(person);
    await person.press('button', /^บันทึก/);
    await person.waitForText('ลงนาม = 3/3');

    await person.press('button', 'จบการตรวจ');
    await person.press('button', 'จบการตรวจ', { nth: 1 });
    await person.waitForText('พิมพ์บันทึกการตรวจ');
    await person.waitUntilSaved();

    await person.press('button', 'พิมพ์บันทึกการตรวจ');
    const paper = await person.paper();
    for (const words of ['บันทึกการตรวจโรงงาน', 'ควนลังยางแท่ง', 'ไม่เห็นด้วยกับผลตรวจน้ำทิ้ง', 'นางสาวอารีย์ บุญส่ง']) assert.ok(paper.includes(words), words);

    await person.goTo('#/today');
    await person.press('button', 'สำนักงาน');
    await person.pressAndReload('menuitem', 'ออกจากสำนักงานตัวอย่าง');
    await person.waitForText('ท่านคือใคร');
    assert.deepEqual(browser.problems, []);
  } catch (error) {
    if (process.env.TRUAT_SHOT) await browser.page.screenshot({ path: process.env.TRUAT_SHOT });
    throw error;
  } finally {
    await browser.close();
  }
});
