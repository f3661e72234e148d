// The page on every screen it may meet: a lost drawing context, a frozen tab, other windows, pixel ratios and zooms, an
// on-screen keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { beginSample } from './support/office.mjs';
import { framesDrawn, running, still } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';

let site;
let browser;
let person;
let page;
let session;
before(async () => {
  site = await startSite();
  browser = await openBrowser();
  person = new Person(browser);
  page = person.page;
  session = await browser.context.newCDPSession(page);
  await browser.context.addInitScript(`globalThis.pixelsOf = ${pixelsOf}`);
  await beginSample(person, site.url);
});
after(async () => {
  await browser.close();
  await site.stop();
});

// A press on the page is answered: the quick search opens and goes.
async function answers() {
  await page.keyboard.press('Control+k');
  await page.waitForSelector('[data-truat=field]', { timeout: 10000 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await still(page);
}

// The emulation tells the page nothing of another pixel ratio in a window that stays, as a real screen would; the next
// frame sees it.
async function resize(width, height, ratio) {
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: ratio, mobile: false });
  await page.mouse.move(width / 2 + ratio, 20);
  await page.mouse.move(width / 2, 24);
}

// How many colours the page has: an empty canvas has one.
async function colours() {
  return page.evaluate(async (picture) => {
    const data = await pixelsOf(picture);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4 * 7) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    return seen.size;
  }, (await page.screenshot()).toString('base64'));
}

// In the page: the pixels of a picture of it.
async function pixelsOf(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const draw = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  draw.drawImage(bitmap, 0, 0);
  return draw.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

test('a lost drawing context is made anew in place: no reload, the same picture, the field still open', { timeout: 120000 }, async () => {
  await person.goTo('#/settings');
  await person.press('textbox', /^ตำแหน่ง/);
  await page.keyboard.insertText('x');
  await still(page);
  const before = await page.screenshot();
  await page.evaluate(() => {
    globalThis.isTheSamePage = true;
    globalThis.lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    lose.loseContext();
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const frames = await framesDrawn(page);
  await page.evaluate(() => lose.restoreContext());
  for (let waited = 0; waited < 50 && (await framesDrawn(page)) === frames; waited++) await new Promise((resolve) => setTimeout(resolve, 100));
  await still(page);
  assert.ok(await framesDrawn(page) > frames);
  assert.equal(await page.evaluate(() => globalThis.isTheSamePage), true);
  assert.equal(await page.locator('[data-truat=field]').count(), 1);
  const after = await page.screenshot();
  const differ = await page.evaluate(async ([one, two]) => {
    const [a, b] = [await pixelsOf(one), await pixelsOf(two)];
    let count = 0;
    for (let at = 0; at < a.length; at += 4) if (Math.abs(a[at] - b[at]) + Math.abs(a[at + 1] - b[at + 1]) + Math.abs(a[at + 2] - b[at + 2]) > 24) count++;
    return count;
  }, [before.toString('base64'), after.toString('base64')]);
  assert.ok(differ < 400, `${differ} pixels differ`); // the caret blinks
  await page.keyboard.press('Escape');
  await answers();
});

test('photos come back with the context', { timeout: 120000 }, async () => {
  await person.goTo('#/today');
  await person.press('button', 'ตรวจต่อ', { nth: 2 });
  await person.press('tab', 'ข้อบกพร่อง');
  await still(page, 500);
  const before = await colours();
  await page.evaluate(() => {
    globalThis.lose = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    lose.loseContext();
    setTimeout(() => lose.restoreContext(), 200);
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await still(page, 800);
  const after = await colours();
  assert.ok(after > before * 0.8, `${after} colours, ${before} before`);
  await page.goBack();
  await still(page);
});

const windows = [[320, 568], [390, 844], [820, 1180], [1366, 768], [1920, 1080], [3840, 2160]];
for (const [width, height] of windows) {
  test(`a window of ${width} × ${height} at several pixel ratios`, { timeout: 120000 }, async () => {
    for (const ratio of width > 2000 ? [1] : width > 1400 ? [1, 2] : [1, 1.5, 3]) {
      await resize(width, height, ratio);
      await page.waitForFunction(([w, h, r]) => {
        const canvas = document.getElementById('canvas');
        return devicePixelRatio === r && canvas.width === Math.floor(w * r) && canvas.height === Math.floor(h * r) && canvas.clientWidth === w && canvas.clientHeight === h;
      }, [width, height, ratio], { timeout: 10000 });
      await still(page);
      assert.ok(await colours() > 20);
    }
    await answers();
  });
}

test('browser zoom from 50 to 300 %', { timeout: 180000 }, async () => {
  // Zoom makes CSS pixels larger or smaller in a window that stays: fewer of them at a higher ratio.
  for (const zoom of [0.5, 0.67, 0.8, 0.9, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]) {
    const [width, height] = [Math.round(1366 / zoom), Math.round(768 / zoom)];
    await resize(width, height, zoom);
    const fits = ([w, h, r]) => {
      const canvas = document.getElementById('canvas');
      return Math.abs(canvas.width - w * r) <= 1 && Math.abs(canvas.height - h * r) <= 1 && canvas.clientWidth === w;
    };
    await page.waitForFunction(fits, [width, height, zoom], { timeout: 10000 });
    await still(page);
    await answers();
  }
  await session.send('Emulation.clearDeviceMetricsOverride');
  await page.setViewportSize({ width: 1366, height: 768 });
  await still(page);
});

test('a tab that was frozen goes on where it was', { timeout: 60000 }, async () => {
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.bringToFront();
  await still(page);
  await answers();
  assert.ok(await colours() > 20);
});

test('left and gone back to, the page stands there again', { timeout: 60000 }, async () => {
  await page.goto(`${site.url}rescue.html`);
  await page.goBack();
  await running(page);
  await page.waitForSelector('#truat-tree', { state: 'attached' });
  await person.waitForText(/บันทึกแล้ว/);
  await answers();
});

test('an on-screen keyboard never hides the field it was called for', { timeout: 120000 }, async () => {
  await session.send('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 2, mobile: false });
  await person.goTo('#/settings');
  await still(page);
  // The lowest field in sight, which a keyboard would lie over.
  const names = await page.evaluate(() => [...document.querySelectorAll('#truat-tree [role="textbox"]')].map((node) => [node.getAttribute('aria-label'), parseFloat(node.style.top), parseFloat(node.style.height)]));
  const low = names.filter(([, top, height]) => top > 520 && top + height < 760).at(-1);
  assert.ok(low, `no field stands low enough: ${JSON.stringify(names)}`);
  await person.press('textbox', low[0]);
  await page.waitForSelector('[data-truat=field]');
  const bottom = () => page.evaluate(() => document.querySelector('[data-truat=field]').getBoundingClientRect().bottom);
  assert.ok(await bottom() > 500);
  // Keyboards that are laid over the page make the visual viewport smaller and nothing else.
  await page.evaluate(() => {
    Object.defineProperty(visualViewport, 'height', { value: 844 - 344, configurable: true });
    visualViewport.dispatchEvent(new Event('resize'));
  });
  await still(page, 400);
  assert.ok(await bottom() < 500, `the field ends at ${await bottom()}, the keyboard begins at 500`);
  await page.evaluate(() => {
    delete visualViewport.height;
    visualViewport.dispatchEvent(new Event('resize'));
  });
  await still(page);
  await page.keyboard.press('Escape');

  // Others make the page smaller.
  await person.press('textbox', low[0]);
  await page.waitForSelector('[data-truat=field]');
  await session.send('Emulation.setDeviceMetricsOverride', { width: 390, height: 500, deviceScaleFactor: 2, mobile: false });
  await still(page, 400);
  assert.ok(await bottom() < 500, `the field ends at ${await bottom()}`);
  await page.keyboard.press('Escape');
  await session.send('Emulation.clearDeviceMetricsOverride');
  assert.deepEqual(browser.problems, []);
});
