// A visit of the sample office to its end: what is missing is answered from the list of it, the officials sign, the guide
// refuses before a witness, the visit closes, its paper is printed, and the sample is left.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginSample } from './support/office.mjs';
import { still } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';
import { finishVisit } from './support/visit.mjs';

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
    await beginSample(person, site.url);
    await finishVisit(person, sign);
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
