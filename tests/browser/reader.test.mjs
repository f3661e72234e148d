// The first inspection without seeing the page and without a mouse: from the first start to a visit that is answered,
// signed and closed, through the tree and the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginSample } from './support/office.mjs';
import { openSite, still } from './support/page.mjs';
import { Reader } from './support/reader.mjs';
import { startSite } from './support/site.mjs';
import { finishVisit } from './support/visit.mjs';

let site;
before(async () => { site = await startSite(); });
after(() => site.stop());

async function sign(reader) {
  await reader.focus('button', /^(ลงนาม|ลายมือชื่อพยาน)/);
  await reader.keys('Space', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'Space');
}

test('the switch is the first stop of the page, says itself in both languages, and is remembered', { timeout: 120000 }, async () => {
  const browser = await openBrowser();
  const { page } = browser;
  try {
    await openSite(page, site.url);
    await still(page);
    assert.equal(await page.locator('#truat-tree').count(), 0, 'nobody has asked for the tree');
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement.textContent);
    assert.match(name, /โหมดโปรแกรมอ่านหน้าจอ/);
    assert.match(name, /Screen reader mode/);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#truat-tree', { state: 'attached' });
    await page.reload();
    await page.waitForSelector('#truat-tree', { state: 'attached' });
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
});

test('the first inspection, through the tree and the keyboard alone', { timeout: 300000 }, async () => {
  const browser = await openBrowser();
  const reader = new Reader(browser);
  try {
    await reader.open(site.url);
    await browser.page.addInitScript(() => addEventListener('pointerdown', () => console.error('a pointer was used'), true));
    await reader.page.reload();
    await reader.waitForText('ท่านคือใคร');
    await reader.press('radio', 'สำนักงานตัวอย่าง');
    await reader.pressAndReload('button', 'เริ่มใช้งาน');

    const { nodes } = await (await browser.context.newCDPSession(reader.page)).send('Accessibility.getFullAXTree');
    const roles = new Set(nodes.filter((node) => !node.ignored).map((node) => node.role?.value));
    for (const role of ['main', 'navigation', 'banner', 'heading', 'list', 'listitem', 'button', 'status', 'log'])
      assert.ok(roles.has(role), `the browser has a ${role} for assistive technology`);

    await finishVisit(reader, sign);
    assert.deepEqual(browser.problems, []);
  } catch (error) {
    if (process.env.TRUAT_SHOT) await browser.page.screenshot({ path: process.env.TRUAT_SHOT });
    throw error;
  } finally {
    await browser.close();
  }
});

test('keys go by their place on a Thai keyboard', { timeout: 120000 }, async () => {
  const browser = await openBrowser();
  const reader = new Reader(browser);
  try {
    await beginSample(reader, site.url);
    const session = await browser.context.newCDPSession(reader.page);
    // What Kedmanee gives for the keys of K, G and F.
    const press = async (key, code, keyCode, { control = false } = {}) => {
      const event = { key, code, windowsVirtualKeyCode: keyCode, modifiers: control ? 2 : 0 };
      if (control) await reader.page.keyboard.down('Control');
      await session.send('Input.dispatchKeyEvent', control ? { type: 'rawKeyDown', ...event } : { type: 'keyDown', text: key, ...event });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
      if (control) await reader.page.keyboard.up('Control');
      await still(reader.page, 150);
    };
    await press('า', 'KeyK', 75, { control: true });
    await reader.find('dialog', 'ค้นหาทุกอย่าง');
    await reader.key('Escape');
    await reader.key('Escape');
    await press('เ', 'KeyG', 71);
    await press('ด', 'KeyF', 70);
    await reader.page.waitForFunction(() => location.hash.startsWith('#/factories'));
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
});

test('a key that is held stays held while the tree changes under the focus', { timeout: 120000 }, async () => {
  const browser = await openBrowser();
  const reader = new Reader(browser);
  const { page } = browser;
  try {
    await beginSample(reader, site.url);
    await reader.focus('button', 'ตรวจต่อ');
    await page.keyboard.down('Control');
    await still(page, 150);
    await reader.goTo('#/settings'); // what had the focus is gone
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await reader.find('dialog', 'ค้นหาทุกอย่าง');
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
});
