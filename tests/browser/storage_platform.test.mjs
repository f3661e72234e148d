// What the page asks of the browser: files, photos, the field being typed in, the worker, and the small things.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';

import { openBrowser } from './support/browser.mjs';
import { typeKeys } from './support/page.mjs';
import { root } from './support/site.mjs';
import { openStore, startStoragePage } from './support/storage_page.mjs';

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let site;
before(async () => { site = await startStoragePage(); });
after(async () => { await site.stop(); });

async function onPage(body, options = {}) {
  const browser = await openBrowser(options);
  try {
    await openStore(browser.page, site.url);
    await body(browser.page, browser);
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
}

const ask = (page, ...values) => page.evaluate((all) => globalThis.ask(...all), values);
const call = (page, ...values) => page.evaluate((all) => globalThis.call(...all), values);

async function pick(page, files, several = 0) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.evaluate((many) => { globalThis.picking = ask('pick', many); }, several),
  ]);
  assert.equal(chooser.isMultiple(), several === 1);
  await chooser.setFiles(files);
  return JSON.parse(await page.evaluate(() => globalThis.picking));
}

// A PNG of one colour, as large as wanted.
function png(width, height) {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (data) => {
    let c = 0xffffffff;
    for (const byte of data) c = crcTable[(c ^ byte) & 0xff] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (type, data) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const body = Buffer.concat([Buffer.from(type), data]);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.alloc(1 + width * 3, 0x60);
  row[0] = 0;
  const pixels = deflateSync(Buffer.concat(Array(height).fill(row)), { level: 1 });
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]), chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

// A JPEG as a phone held upright makes it: landscape pixels, orientation 6, capture time, position 7.0142 N 100.4187 E.
async function phoneJpeg(page, width, height) {
  const plain = Buffer.from(await page.evaluate(async ([w, h]) => {
    const canvas = new OffscreenCanvas(w, h);
    const context = canvas.getContext('2d');
    context.fillStyle = '#a00';
    context.fillRect(0, 0, w, h);
    context.fillStyle = '#00a';
    context.fillRect(0, 0, w / 2, h / 2); // its upper left is blue; upright, the upper right is
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [width, height]));
  const u16 = (number) => [number >> 8, number & 255];
  const u32 = (number) => [number >>> 24, (number >> 16) & 255, (number >> 8) & 255, number & 255];
  const entry = (tag, type, count, value) => [...u16(tag), ...u16(type), ...u32(count), ...[...value, 0, 0, 0, 0].slice(0, 4)];
  const text = (string) => [...Buffer.from(string, 'latin1')];
  const rationals = (...numbers) => numbers.flatMap(u32);
  const exifAt = 50, timeAt = 68, gpsAt = 88, latitudeAt = gpsAt + 2 + 48 + 4, longitudeAt = latitudeAt + 24;
  const tiff = [
    ...text('MM'), ...u16(42), ...u32(8),
    ...u16(3), ...entry(0x112, 3, 1, u16(6)), ...entry(0x8769, 4, 1, u32(exifAt)), ...entry(0x8825, 4, 1, u32(gpsAt)), ...u32(0),
    ...u16(1), ...entry(0x9003, 2, 20, u32(timeAt)), ...u32(0), ...text('2026:11:22 09:41:07\0'),
    ...u16(4), ...entry(1, 2, 2, text('N')), ...entry(2, 5, 3, u32(latitudeAt)), ...entry(3, 2, 2, text('E')), ...entry(4, 5, 3, u32(longitudeAt)), ...u32(0),
    ...rationals(7, 1, 0, 1, 5112, 100), ...rationals(100, 1, 25, 1, 732, 100),
  ];
  const app1 = [...text('Exif\0\0'), ...tiff];
  return Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1, ...u16(app1.length + 2), ...app1]), plain.subarray(2)]);
}

test('a picked file is read by slices and never as a whole', () => onPage(async (page) => {
  const content = Buffer.from('ก'.repeat(1000) + 'end');
  const [file, second] = await pick(page, [
    { name: 'รายการ.csv', mimeType: 'text/csv', buffer: content }, { name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from('b') },
  ], 1);
  assert.equal(file.name, 'รายการ.csv');
  assert.equal(file.size, 3003);
  assert.equal(second.size, 1);
  assert.equal(await ask(page, 'read', file.id, 2994, 100), 'กกend');
  assert.equal(await ask(page, 'read', file.id, 0, 3), 'ก');
  assert.match(await ask(page, 'read', 999, 0, 3), /^platform.file_unreadable/);
}));

test('a file for the person is downloaded under its name', () => onPage(async (page) => {
  const [download] = await Promise.all([page.waitForEvent('download'), call(page, 'save', 'ส่งออก.truat.json', 'ตรวจ\n', 3)]);
  assert.equal(download.suggestedFilename(), 'ส่งออก.truat.json');
  assert.equal(readFileSync(await download.path(), 'utf8'), 'ตรวจ\nตรวจ\nตรวจ\n');
}));

test('a photo is turned upright, scaled down, without its EXIF, which is kept beside it', () => onPage(async (page) => {
  const original = await phoneJpeg(page, 2400, 1800);
  const [file] = await pick(page, { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: original });
  const facts = JSON.parse(await ask(page, 'take_photo', file.id, file.name, file.size));
  assert.deepEqual([facts.width, facts.height], [1200, 1600]);
  assert.equal(facts.captured, '2026-11-22T09:41:07');
  assert.equal(facts.latitude, '7.014200');
  assert.equal(facts.original, createHash('sha256').update(original).digest('hex'));
  assert.equal(await ask(page, 'photo', facts.key), String(facts.size));
  const kept = await page.evaluate((key) => new Promise((resolve) => {
    indexedDB.open('truat-photos').onsuccess = ({ target: { result: db } }) => {
      const read = (store) => new Promise((done) => {
        db.transaction([store]).objectStore(store).get(key).onsuccess = (event) => done(event.target.result);
      });
      Promise.all([read('photos'), read('thumbnails')]).then(async ([photo, thumbnail]) => {
        const bitmap = await createImageBitmap(photo);
        const small = await createImageBitmap(thumbnail);
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        context.drawImage(bitmap, 0, 0);
        const at = (x, y) => [...context.getImageData(x, y, 1, 1).data];
        resolve({
          bytes: [...new Uint8Array(await photo.arrayBuffer())], size: [small.width, small.height],
          left: at(50, 50), right: at(1150, 50),
        });
      });
    };
  }), facts.key);
  const bytes = Buffer.from(kept.bytes);
  assert.equal(createHash('sha256').update(bytes).digest('hex'), facts.key);
  assert.equal(bytes.includes('Exif'), false);
  assert.deepEqual(kept.size, [180, 240]);
  assert.ok(kept.right[2] > 120 && kept.right[0] < 60, `the blue corner is not at the upper right: ${kept.right}`);
  assert.ok(kept.left[0] > 120 && kept.left[2] < 60, `the upper left is not red: ${kept.left}`);
}));

test('pictures that cannot be taken in are refused in words', () => onPage(async (page) => {
  const take = async (name, buffer) => {
    const [file] = await pick(page, { name, mimeType: 'image/jpeg', buffer });
    return ask(page, 'take_photo', file.id, file.name, file.size);
  };
  assert.match(await take('notes.jpg', Buffer.from('no picture at all')), /^platform.photo_unreadable .*file=notes.jpg/);
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(200)]);
  assert.match(await take('IMG_2.HEIC', heic), /^platform.photo_heic .*file=IMG_2.HEIC/);
  // Its header claims 30,000 × 30,000 pixels: 3.6 GB when unpacked.
  const bomb = png(1, 1);
  bomb.writeUInt32BE(30000, 16);
  bomb.writeUInt32BE(30000, 20);
  assert.match(await take('bomb.png', bomb), /^platform.photo_too_large file=bomb.png/);
  const cut = (await phoneJpeg(page, 400, 300)).subarray(0, 400);
  assert.match(await take('cut.jpg', cut), /^platform.photo_unreadable/);
  const small = JSON.parse(await take('small.png', png(20, 10)));
  assert.deepEqual([small.width, small.height, small.captured], [20, 10, '']);
  assert.equal(await ask(page, 'put_wrong_photo'), 'platform.photo_mismatch');
  // The same bomb with the right hash, as a file to be imported would bring it.
  assert.match(await ask(page, 'put_photo', bomb.toString('hex')), /^platform.photo_too_large file=[0-9a-f]{8}/);
}));

test('a document is printed from a hidden frame', () => onPage(async (page) => {
  await page.evaluate(() => {
    const watch = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.tagName === 'IFRAME') {
        node.addEventListener('load', () => { node.contentWindow.print = () => { globalThis.printed = node.contentDocument.body.textContent; }; }, { capture: true });
      }
    });
    watch.observe(document.body, { childList: true });
  });
  assert.equal(await ask(page, 'print', '<!doctype html><meta charset="utf-8"><p>บันทึกการตรวจ</p>'), 'done');
  assert.equal(await page.evaluate(() => globalThis.printed), 'บันทึกการตรวจ');
}));

test('Thai words are found by the browser, as places in UTF-8', () => onPage(async (page) => {
  const breaks = (await call(page, 'word_breaks', 'โรงงานตรวจ 12 แห่ง')).trim().split(' ').map(Number);
  assert.ok(breaks.includes(Buffer.byteLength('โรงงาน')), `${breaks}`);
  assert.ok(breaks.includes(Buffer.byteLength('โรงงานตรวจ')), `${breaks}`);
  assert.ok(breaks.every((place, index) => index === 0 || place > breaks[index - 1]));
}));

test('clipboard, position and storage answer, or refuse in words', () => onPage(async (page, { context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write', 'geolocation'], { origin: site.url });
  await context.setGeolocation({ latitude: 7.0142, longitude: 100.4187, accuracy: 6 });
  assert.equal(await ask(page, 'copy', 'จ3-53(4)-1/45สข'), 'done');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'จ3-53(4)-1/45สข');
  assert.equal(await ask(page, 'locate'), '7.014200 100.418700 6');
  const [used, quota] = (await ask(page, 'estimate')).split(' ').map(Number);
  assert.ok(quota > used && used > 0);
  await context.clearPermissions();
  assert.match(await ask(page, 'locate'), /^platform.position_refused/);
}));

test('a job runs in a worker of its own, with progress, errors and a stop', () => onPage(async (page) => {
  assert.equal(await ask(page, 'start_job', 'reverse', 'abc'), 'output cba');
  assert.equal((await page.evaluate(() => module.UTF8ToString(module._page_job_progress()))), '0.250000 1.000000 ');
  assert.equal(await ask(page, 'start_job', 'reverse', 'fail'), 'import.row_bad row=14 at row 14');
  assert.match(await ask(page, 'start_job', 'nothing', 'x'), /^platform.worker_failed reason=nothing/);
  // The page goes on while the worker is busy for ever, and stopping ends it.
  await page.evaluate(() => { globalThis.endless = ask('start_job', 'reverse', 'endless'); });
  await page.waitForFunction(() => module.UTF8ToString(module._page_job_progress()) !== '', undefined, { timeout: 30000, polling: 50 });
  assert.equal(page.workers().length, 1);
  const worker = page.workers()[0];
  const stopped = worker.waitForEvent('close', { timeout: 10000 });
  await call(page, 'stop_job');
  await stopped;
  assert.equal(page.workers().length, 0);
}));

// --- the field

const line = 0;
const multiLine = 1;
const kinds = { changed: 0, committed: 1, cancelled: 2, tabbedOn: 3, tabbedBack: 4, entered: 5, key: 6 };
const show = (page, id, kind, text = '', asEvents = 0) => call(page, 'overlay_show', id, kind, 40, 60, 300, kind === multiLine ? 96 : 36, text, asEvents);
const events = async (page) => (await call(page, 'overlay_events')).split('\n').filter(Boolean).map((one) => {
  const [kind, id, key, ...text] = one.split(' ');
  return { kind: Number(kind), id: Number(id), key: Number(key), text: text.join(' ') };
});
const last = async (page) => (await events(page)).at(-1);

test('the field lies over its box, has the focus, and tells what is typed', () => onPage(async (page) => {
  await show(page, 7, line, 'โรง');
  const field = page.locator('[data-truat=field]');
  assert.deepEqual(await field.boundingBox(), { x: 40, y: 60, width: 300, height: 36 });
  assert.equal(await field.getAttribute('aria-label'), 'ชื่อโรงงาน');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.truat), 'field');
  await typeKeys(page, 'งาน');
  assert.deepEqual(await last(page), { kind: kinds.changed, id: 7, key: 0, text: 'โรงงาน' });
  await page.keyboard.press('Enter');
  assert.deepEqual(await last(page), { kind: kinds.entered, id: 7, key: 0, text: 'โรงงาน' });
  assert.equal(await field.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'canvas');
}));

test('the field is left by Escape, Tab, Ctrl+Enter, a click elsewhere, another field, or when it is drawn no more', () => onPage(async (page) => {
  for (const [key, kind] of [['Escape', kinds.cancelled], ['Tab', kinds.tabbedOn], ['Shift+Tab', kinds.tabbedBack], ['Control+Enter', kinds.entered]]) {
    await show(page, 3, multiLine, 'a');
    await page.keyboard.press(key);
    assert.deepEqual(await last(page), { kind, id: 3, key: 0, text: 'a' }, key);
  }
  await show(page, 3, multiLine, 'a');
  await page.keyboard.press('Enter');
  assert.deepEqual(await last(page), { kind: kinds.changed, id: 3, key: 0, text: 'a' });
  await page.mouse.click(600, 400);
  assert.equal((await last(page)).kind, kinds.committed);
  await show(page, 4, line, 'b');
  await show(page, 5, line, 'c');
  assert.deepEqual(await last(page), { kind: kinds.committed, id: 4, key: 0, text: 'b' });
  await call(page, 'overlay_end_frame');
  assert.deepEqual(await last(page), { kind: kinds.committed, id: 5, key: 0, text: 'c' });
  assert.equal(await page.locator('[data-truat=field]').count(), 0);
}));

test('a window in front of the page does not close the field', () => onPage(async (page, { context }) => {
  await show(page, 3, line, 'a');
  const other = await context.newPage();
  await other.bringToFront();
  await page.bringToFront();
  assert.deepEqual(await events(page), []);
  assert.equal(await page.locator('[data-truat=field]').count(), 1);
}));

test('arrows go to the list when it wants them; moving the box keeps text and caret', () => onPage(async (page) => {
  await show(page, 9, line, 'ab', 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.deepEqual((await events(page)).map(({ kind, key }) => [kind, key]), [[kinds.key, 2], [kinds.key, 7]]);
  await page.keyboard.press('ArrowLeft');
  await call(page, 'overlay_show', 9, line, 50, 80, 200, 36, 'ab', 1);
  await page.keyboard.press('x');
  assert.equal((await last(page)).text, 'axb');
  assert.deepEqual(await page.locator('[data-truat=field]').boundingBox(), { x: 50, y: 80, width: 200, height: 36 });
}));

test('the wheel over the field scrolls the page behind it, except where the field scrolls itself', () => onPage(async (page) => {
  await page.evaluate(() => {
    globalThis.wheels = 0;
    document.getElementById('canvas').addEventListener('wheel', () => globalThis.wheels++);
  });
  await show(page, 1, line, 'a');
  await page.mouse.move(100, 75);
  await page.mouse.wheel(0, 40);
  await page.waitForFunction(() => globalThis.wheels === 1, undefined, { polling: 50 });
  await show(page, 2, multiLine, 'a\n'.repeat(40));
  await page.mouse.move(100, 100);
  await page.mouse.wheel(0, -40);
  await wait(300);
  assert.equal(await page.evaluate(() => globalThis.wheels), 1);
}));

test('a tap on a box opens the field within the tap, for the on-screen keyboard', () => onPage(async (page) => {
  await call(page, 'overlay_target', 12, 4, 40, 60, 300, 36);
  await page.touchscreen.tap(100, 75);
  assert.equal(await page.evaluate(() => document.activeElement.inputMode), 'decimal');
  await show(page, 12, 4, '9.6');
  assert.deepEqual(await events(page), []);
  assert.equal(await page.locator('[data-truat=field]').inputValue(), '9.6');
  await page.keyboard.press('Enter');
  assert.equal((await last(page)).text, '9.6');
  // One that the frame does not take over goes by itself, and nothing is told.
  await page.touchscreen.tap(100, 75);
  assert.equal(await page.locator('[data-truat=field]').count(), 1);
  await page.waitForFunction(() => !document.querySelector('[data-truat=field]'), undefined, { polling: 50 });
  assert.deepEqual(await events(page), []);
}, { hasTouch: true }));

test('the field writes in the very font that the page draws with', () => onPage(async (page) => {
  const font = readFileSync(join(root, 'node_modules/@fontsource/noto-sans-thai-looped/files/noto-sans-thai-looped-thai-400-normal.woff'));
  await page.evaluate((data) => {
    const place = bytes(new Uint8Array(data));
    module._page_overlay_font(place, data.length);
  }, [...font]);
  await page.evaluate(() => document.fonts.ready);
  await show(page, 1, multiLine, 'ก\nข');
  assert.equal(await page.evaluate(() => document.fonts.check('15px "Truat"', 'ก')), true);
  const face = await page.evaluate(() => [...document.fonts].map((one) => [one.family, one.ascentOverride, one.descentOverride, one.lineGapOverride, one.status]));
  assert.deepEqual(face, [['Truat', '112%', '48%', '0%', 'loaded']]);
}));
