// Every screen of the sample office in Chromium, at the office's and the tablet's size, in both languages: it opens, says
// something, and nothing goes wrong. The pictures stay in build/screens, for looking at.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { Person } from './support/person.mjs';
import { root, startSite } from './support/site.mjs';

const pictures = join(root, 'build/screens');
const screens = ['today', 'factories', 'factories_import', 'visits', 'checklists', 'exchange', 'conflicts', 'settings', 'help'];
const sizes = { office: { viewport: { width: 1366, height: 768 } }, tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true } };
let site;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  site = await startSite();
});
after(() => site.stop());

for (const [size, options] of Object.entries(sizes)) {
  test(`every screen of the sample office, ${size}`, { timeout: 240000 }, async () => {
    const browser = await openBrowser(options);
    const person = new Person(browser);
    const picture = (name) => browser.page.screenshot({ path: join(pictures, `${size}-${name}.png`) });
    try {
      await person.open(site.url);
      await picture('start');
      await person.pressAndReload('button', 'เริ่มใช้งาน'); // the sample office is what is chosen at first
      await person.press('button', 'ตรวจต่อ');
      const visit = new URL(browser.page.url()).hash;
      for (const language of ['ไทย', 'English']) {
        await person.goTo('#/settings');
        await person.press('radio', language);
        for (const screen of screens) {
          await person.goTo(`#/${screen}`);
          assert.ok((await person.names()).length > 5, `${screen} says something`);
          await picture(`${screen}-${language}`);
        }
        await person.goTo(visit);
        await person.waitForText(/ตอบแล้ว|answered/i);
        await picture(`visit-${language}`);
      }
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.close();
    }
  });
}
