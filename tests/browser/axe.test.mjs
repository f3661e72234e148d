// axe-core finds nothing: on the page while it loads, on every screen and the main dialogs, in both languages, light and
// dark. It comes in through the debugger, so that the page keeps its policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { openSite, still } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { root, startSite } from './support/site.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const screens = ['today', 'factories', 'factories_import', 'visits', 'checklists', 'exchange', 'conflicts', 'settings', 'help'];
let site;
before(async () => { site = await startSite(); });
after(() => site.stop());

// What is wrong, a line each.
async function faults(page, where) {
  await page.evaluate(`if (!globalThis.axe) { ${axe} }; undefined`);
  const violations = await page.evaluate(async (values) => {
    const found = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map((node) => `${node.html.slice(0, 220)} (${node.any.concat(node.all, node.none).map((one) => one.message).join('; ').slice(0, 200)})`) }));
  }, tags);
  return violations.map(({ id, help, nodes }) => `${where}: ${id}: ${help}\n    ${nodes.join('\n    ')}`);
}

test('the page while it loads, and without the tree', { timeout: 120000 }, async () => {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    const browser = await openBrowser({ colorScheme });
    const { page } = browser;
    try {
      let go;
      const held = new Promise((resolve) => { go = resolve; });
      await page.route('**/*.wasm', async (route) => { await held; await route.continue(); });
      await page.goto(site.url, { waitUntil: 'commit' });
      await page.waitForSelector('#loading');
      found.push(...await faults(page, `loading, ${colorScheme}`));
      go();
      await openSite(page, site.url);
      await still(page);
      found.push(...await faults(page, `without the tree, ${colorScheme}`));
    } finally {
      await browser.close();
    }
  }
  assert.deepEqual(found, []);
});

for (const [language, colorScheme] of [['ไทย', 'light'], ['English', 'dark']]) {
  test(`every screen and the main dialogs, ${language}, ${colorScheme}`, { timeout: 300000 }, async () => {
    const browser = await openBrowser({ colorScheme });
    const person = new Person(browser);
    const { page } = browser;
    const found = [];
    const check = async (where) => {
      await still(page, 250);
      found.push(...await faults(page, `${where}, ${language}`));
    };
    try {
      await person.open(site.url);
      await check('start');
      await person.pressAndReload('button', 'เริ่มใช้งาน');
      await person.goTo('#/settings');
      await person.press('radio', language);
      for (const screen of screens) {
        await person.goTo(`#/${screen}`);
        await check(screen);
      }
      await person.goTo('#/today');
      await page.keyboard.press('Control+k');
      await check('search');
      await page.keyboard.press('Escape');
      await still(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+Slash');
      await check('sheet of keys');
      await page.keyboard.press('Escape');
      await person.press('button', /สำนักงาน$|Office$/);
      await check('menu');
      await page.keyboard.press('Escape');
      await person.goTo('#/visits');
      await page.keyboard.press('n');
      await check('choosing a factory');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await person.goTo('#/today');
      await person.press('button', /^(ตรวจต่อ|Continue)/);
      const visit = new URL(page.url()).hash;
      await check('visit');
      for (const paper of [/^(ลงนาม|Sign)/, /^(ประวัติ|History)/, /^(ข้อบกพร่อง|Findings)/]) {
        await person.goTo(visit);
        await person.press('tab', paper);
        await check(`visit ${paper}`);
      }
      assert.deepEqual(browser.problems, []);
    } finally {
      await browser.close();
    }
    assert.deepEqual(found, []);
  });
}
