// Measures the page in Chromium beside a bare Dear ImGui page of the same toolchain, taking turns with it, and prints
// the rows as JSON. tools/bench builds, serves and calls this.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { openBrowser } from '../browser/support/browser.mjs';
import { running, still } from '../browser/support/page.mjs';
import { Person } from '../browser/support/person.mjs';

const { TRUAT_URL: truat, TRUAT_FLOOR_URL: floor, TRUAT_SITE: site, TRUAT_FLOOR: floorFolder, TRUAT_BENCH_FILE: tenThousand } = process.env;
const rounds = Number(process.env.TRUAT_BENCH_ROUNDS ?? 7);
const rows = [];

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const add = (name, unit, value, base) => {
  rows.push({ name, unit, value, base });
  console.error(`  ${name}: ${value.toFixed(2)} ${unit}${base === undefined ? '' : ` (floor ${base.toFixed(2)})`}`);
};

function downloaded(folder, skipped = []) {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || skipped.includes(entry.name)) continue;
    const data = readFileSync(join(entry.parentPath ?? entry.path, entry.name));
    sum += brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
  }
  return sum / 1000;
}

// Milliseconds from the navigation to the first frame, in a browser that has never been here.
async function firstScreen(url) {
  const browser = await openBrowser();
  try {
    await browser.page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.documentElement?.dataset.state === 'running') globalThis.firstFrameAt ??= performance.now();
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-state'] });
    });
    const times = [];
    for (let visit = 0; visit < 2; ++visit) {
      await browser.page.goto(url);
      await running(browser.page);
      times.push(await browser.page.evaluate(() => globalThis.firstFrameAt));
      await browser.page.waitForTimeout(1500); // the worker keeps the files, the browser the compiled code
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function metric(session, name) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name).value;
}

// Milliseconds of the page's own thread per frame, while every frame is drawn anew.
async function perFrame(page, seconds = 4) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const frames = () => page.evaluate(() => globalThis.truatPage?.module._truat_frames_drawn() ?? globalThis.floorModule._floor_frames_drawn());
  await page.evaluate((milliseconds) => {
    const end = performance.now() + milliseconds;
    const ask = () => {
      globalThis.truatPage?.module._truat_request_frame();
      if (performance.now() < end) requestAnimationFrame(ask);
    };
    ask();
  }, (seconds + 1) * 1000);
  await page.waitForTimeout(500);
  const [before, framesBefore] = [await metric(session, 'TaskDuration'), await frames()];
  await page.waitForTimeout(seconds * 1000 - 500);
  const [after, framesAfter] = [await metric(session, 'TaskDuration'), await frames()];
  await session.detach();
  await page.waitForTimeout(1500);
  return ((after - before) * 1000) / (framesAfter - framesBefore);
}

async function idleSeconds(page, seconds = 10) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const before = await metric(session, 'TaskDuration');
  await page.waitForTimeout(seconds * 1000);
  const after = await metric(session, 'TaskDuration');
  await session.detach();
  return after - before;
}

async function floorFigures() {
  const browser = await openBrowser();
  try {
    await browser.page.goto(floor);
    await running(browser.page);
    return { frame: await perFrame(browser.page), idle: await idleSeconds(browser.page) };
  } finally {
    await browser.close();
  }
}

// The screens of the sample office and of ten thousand factories, without and with the tree over the canvas.
async function screens(bare) {
  const browser = await openBrowser();
  const person = new Person(browser);
  const { page } = browser;
  // `arrive`: what a person presses there, by the tree, before the measuring begins.
  const measure = async (name, address, arrive = async () => {}) => {
    for (const tree of [false, true]) {
      await page.goto(`${truat}?tree=1${address}`);
      await page.reload();
      await running(page);
      await still(page, 1000, 60000);
      await arrive();
      if (!tree) await page.evaluate(() => document.getElementById('truat-tree-switch').click());
      await still(page, 1000, 60000);
      add(`CPU per frame: ${name}${tree ? ', with the tree' : ''}`, 'ms', await perFrame(page), bare.frame);
      if (!tree) add(`Idle for 10 s: ${name}`, 's', await idleSeconds(page), bare.idle);
    }
  };
  try {
    await person.open(truat);
    await person.pressAndReload('button', 'เริ่มใช้งาน');
    await person.press('button', 'ตรวจต่อ');
    const visit = new URL(page.url()).hash;
    await measure('form (a visit of the sample office)', visit);
    await measure('report (what is missing, of that visit)', `${visit.split('/').slice(0, 3).join('/')}/completion~`);
    await page.goto(`${truat}?tree=1#/exchange`);
    await page.reload();
    await running(page);
    await person.chooseFile(() => person.press('button', 'เลือกไฟล์ .truat.json'), tenThousand);
    await person.waitForText(/นำเข้า \d/, 240000);
    await person.press('button', /^นำเข้า \d+/);
    await person.waitForText(/บันทึกแล้ว/, 240000);
    await still(page, 2000, 240000);
    await measure('grid (table of 10,000 factories)', '#/factories', () => person.press('radio|tab|button', 'ตาราง'));
  } finally {
    await browser.close();
  }
}

add('First visit downloads, brotli 11', 'kB', downloaded(site, ['_headers', '.htaccess', 'web.config', 'nginx.conf']), downloaded(floorFolder));
const first = { truat: [], floor: [] };
const second = { truat: [], floor: [] };
for (let round = 0; round < rounds; ++round) {
  for (const [name, url] of [['truat', truat], ['floor', floor]]) {
    const [one, two] = await firstScreen(url);
    first[name].push(one);
    second[name].push(two);
  }
}
add('First usable screen, first visit', 'ms', median(first.truat), median(first.floor));
add('First usable screen, second visit', 'ms', median(second.truat), median(second.floor));
await screens(await floorFigures());
console.log(JSON.stringify(rows));
