// Chromium is killed at random moments while someone edits: what the page had acknowledged is there at the next start,
// what it had not is there whole or not at all. 20 kills; TRUAT_KILLS=1000 for more, TRUAT_SEED=… to have a run again.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, removeProfile } from '../browser/support/browser.mjs';
import { check } from './support/checker.mjs';
import { canonical, readLog } from './support/log_file.mjs';
import { beginOffice } from '../browser/support/office.mjs';
import { Operator, watchWrites } from './support/operator.mjs';
import { takePhoto } from '../browser/support/photo.mjs';
import { Random } from './support/random.mjs';
import { startSite } from '../browser/support/site.mjs';

const rounds = Number(process.env.TRUAT_KILLS ?? 20);
const seed = Number(process.env.TRUAT_SEED ?? Math.floor(Math.random() * 2 ** 32));
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const folder = mkdtempSync(join(tmpdir(), 'truat-kills-'));
const profile = newProfile();
let site;
// The store as it was before the first kill, and what the last kill after an acknowledged edit was checked by.
const old = join(folder, 'profile');
let checked;

before(async () => { site = await startSite(); });
after(async () => {
  await wait(1000); // the killed browser's other processes still write
  await site.stop();
  removeProfile(profile);
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

// An office with factories, a visit that is going on, and photos to take. Gives the photos.
async function begin() {
  const browser = await openBrowser({ profile });
  const operator = new Operator(browser, {});
  await beginOffice(operator, site.url, 'วรัญญา คงทอง');
  await operator.beginsVisit();
  await operator.waitUntilSaved();
  const photos = [];
  for (const colour of ['#35688a', '#8a5a35', '#3f8a35']) photos.push(await takePhoto(browser.context, folder, colour.slice(1), colour));
  await browser.close();
  cpSync(profile, old, { recursive: true });
  return photos;
}

// The file that the page exports, and the edits that were made of kept texts before it could be asked for.
async function exported(operator) {
  const resumed = [];
  await operator.goTo('#/exchange');
  const offer = (nodes) => nodes.find((one) => one.role === 'button' && one.name.startsWith('ส่งออก'));
  let button;
  while (!(button = offer(await operator.until((nodes) => (offer(nodes) || operator.isAskedAboutTexts(nodes)) && nodes, 'the records can be exported'))))
    resumed.push(...await operator.decidesAboutKeptTexts());
  return { text: readFileSync(await operator.download(() => operator.tap(button)), 'utf8'), resumed };
}

// A browser on the profile with the page in it, and what it does to its store.
async function start({ random, name, photos, at = profile, whenWriting = () => {}, whenEditing = () => {} }) {
  const browser = await openBrowser({ profile: at });
  const session = { edits: [], typed: new Map(), looked: 0, commits: 0, kept: () => session.commits, isWriting: false, whenEditing };
  await watchWrites(browser.context, {
    began: (database) => {
      if (database === '/truat/hot') session.isWriting = true;
      whenWriting();
    },
    kept: (commits) => {
      session.isWriting = false;
      session.commits = Math.max(session.commits, commits);
    },
  });
  return { browser, session, operator: new Operator(browser, { random, session, name, photos }) };
}

// What the page finds, and says, at a start.
async function found({ operator, session, browser }, typed) {
  await operator.open(site.url);
  await operator.waitForText(/บันทึกแล้ว|ข้อความที่พิมพ์ค้างไว้/);
  const notices = await operator.page.evaluate(() => [...document.querySelectorAll('#truat-tree [role=log] [role=status], #truat-tree [role=alert]')].map((one) => one.textContent));
  assert.deepEqual(notices, [], 'the page has something to say about its start');
  for (const [text, edit] of typed) session.typed.set(text, edit);
  const { text, resumed } = await exported(operator);
  assert.deepEqual(browser.problems, []);
  const log = readLog(text);
  // The file has what is in memory. What was there at the start is in the store, but what was made of kept texts may not be yet.
  if (resumed.length > 0) await operator.until(() => session.kept() >= log.commits.length, 'what was made of kept texts is kept');
  return { text, log, resumed };
}

// When the browser dies: while someone edits, within a few milliseconds after a write has begun, or while the page starts.
function planOf(random) {
  const kind = random.one(['edit', 'edit', 'edit', 'edit', 'write', 'write', 'write', 'write', 'write', 'start']);
  return { kind, everything: random.isTrue(0.5), milliseconds: random.between(0, { edit: 400, write: 12, start: 1500 }[kind]), count: 1 + random.whole(10) };
}

// Does what has been set, once, when it has been called that often.
function countdown() {
  let left = Infinity;
  let act = null;
  return { tick: () => --left === 0 && act(), set: (count, its) => { [left, act] = [count, its]; } };
}

// One session from its start to its death. `known`: the log and the edits of the one before.
async function round(number, known, photos, tally) {
  const random = new Random(seed + number * 7919);
  const plan = planOf(random);
  let isDead = false;
  const writes = countdown();
  const edits = countdown();
  const its = await start({ random, name: `k${number}`, photos: random.isTrue(0.15) ? photos : [], whenWriting: writes.tick, whenEditing: edits.tick });
  const { browser, session, operator } = its;
  const die = async () => {
    isDead = true;
    if (session.isWriting) tally.inWrite++;
    await browser.kill({ everything: plan.everything });
  };
  const orDead = (error) => { if (!isDead) throw error; };
  try {
    if (plan.kind === 'start') {
      const opening = operator.open(site.url).catch(orDead);
      await wait(plan.milliseconds);
      await die();
      await opening;
      tally.atStart++;
      return known;
    }
    const { text, log, resumed } = await found(its, known.typed);
    const there = check({ ...known, after: log, resumed });
    if (known.acknowledged > 0) checked = { ...known, after: log, resumed, text };
    tally.unacknowledged += known.edits.length - known.acknowledged;
    tally.unacknowledgedThere += there - known.acknowledged;
    tally.resumed += resumed.length;
    operator.knows(log);
    const due = new Promise((resolve) => (plan.kind === 'write' ? writes : edits).set(plan.count, () => setTimeout(resolve, plan.milliseconds)));
    const working = operator.work().catch(orDead);
    await Promise.race([due, working]);
    await die();
    await working;
    assert.deepEqual(browser.problems, []);
    assert.ok(operator.acknowledged <= session.edits.length, 'the page kept more than was done');
    const acknowledged = Math.max(0, operator.acknowledged);
    tally.edits += session.edits.length;
    tally.acknowledged += acknowledged;
    tally.looked += session.looked;
    return { before: log, edits: session.edits, acknowledged, typed: session.typed };
  } catch (error) {
    const edits = session.edits.map(({ label, writes }) => `${label} ${writes.map(({ field, value }) => `${field}=${String(value).slice(0, 30)}`).join(' ')}`);
    error.message = `round ${number} (${plan.kind}${operator.act ? `, at ${operator.act}, ${operator.acknowledged} kept` : ''}), TRUAT_SEED=${seed}: ${error.message}\nedits:\n${edits.join('\n')}`;
    if (!isDead && operator.commits) {
      const last = await exported(operator).then(({ text }) => readLog(text).commits.slice(operator.commits), () => []);
      error.message += `\nthe page has:\n${last.map(({ header, operations }) => `${header.label} ${operations[0].field}=${String(operations[0].value).slice(0, 30)}`).join('\n')}`;
    }
    if (process.env.TRUAT_SHOT && !isDead) await browser.page.screenshot({ path: process.env.TRUAT_SHOT }).catch(() => {});
    throw error;
  } finally {
    if (!isDead) await browser.close();
  }
}

test(`killed ${rounds} times while someone edits: everything acknowledged is there, and nothing is torn`, { timeout: 300000 + rounds * 60000 }, async (t) => {
  t.diagnostic(`TRUAT_SEED=${seed}`);
  const tally = { edits: 0, acknowledged: 0, unacknowledged: 0, unacknowledgedThere: 0, resumed: 0, inWrite: 0, atStart: 0, looked: 0 };
  const photos = await begin();
  let its = await start({ random: new Random(seed), name: 'k0', photos });
  let known = { before: (await found(its, [])).log, edits: [], acknowledged: 0, typed: new Map() };
  await its.browser.close();
  const began = Date.now();
  for (let number = 1; number <= rounds; number++) {
    known = await round(number, known, photos, tally);
    if (number % 10 === 0) console.log(`round ${number}, TRUAT_SEED=${seed}: ${JSON.stringify(tally)}`);
  }
  tally.secondsPerRound = ((Date.now() - began) / rounds / 1000).toFixed(2);
  its = await start({ random: new Random(seed), name: 'end', photos });
  const { text, log, resumed } = await found(its, known.typed);
  check({ ...known, after: log, resumed });
  await its.browser.close();
  checked ??= { ...known, after: log, resumed, text };
  t.diagnostic(JSON.stringify({ ...tally, commits: log.commits.length }));
  assert.ok(tally.acknowledged >= rounds, 'the page acknowledged too little to prove anything');
});

// The file with its lines changed, and a manifest that is right for them.
function madeAnew(text, change) {
  const { manifest, headers, operations, photos } = JSON.parse(text);
  const lines = { headers, operations, photos };
  change(lines);
  const digest = (words) => createHash('sha256').update(words).digest('hex');
  const sections = Object.fromEntries(Object.entries(lines).map(([name, its]) =>
    [name, digest(its.map((one) => `${name === 'photos' ? one.sha256 : canonical(one)}\n`).join(''))]));
  const counts = Object.fromEntries(Object.entries(lines).map(([name, its]) => [name, its.length]));
  const { digest: gone, ...rest } = { ...manifest, sections, counts };
  const whole = { ...rest, digest: digest(canonical(rest)) };
  const section = (name) => `"${name}":[\n${lines[name].map((one) => `${canonical(one)},\n`).join('').replace(/,\n$/, '\n')}]`;
  return `{"manifest":${canonical(whole)},\n${['headers', 'operations', 'photos'].map(section).join(',\n')}}\n`;
}

test('what is lost or torn is found', { timeout: 60000 }, async (t) => {
  assert.ok(checked, 'something was checked');
  const { before, after: log, edits, acknowledged, text } = checked;
  const { commits } = log;
  const known = before.commits.length;
  const without = (index) => ({ ...checked, after: { ...log, commits: commits.toSpliced(index, 1) } });

  await t.test('an acknowledged edit that is not in the log', () => {
    assert.throws(() => check({ ...checked, resumed: [], after: { ...log, commits: commits.slice(0, known + acknowledged - 1) } }), /^AssertionError.*: lost: \d+ of \d+ edits were acknowledged/);
  });
  await t.test('a commit of an earlier start that is not in the log', () => {
    for (const index of [0, known - 1]) assert.throws(() => check(without(index)), /: lost: .* an earlier start had found/);
  });
  await t.test('an edit that is there with another value', () => {
    const other = edits.map((edit, index) => (index > 0 ? edit : { ...edit, writes: [...edit.writes, { field: 'note/none/main', value: 'never written' }] }));
    assert.throws(() => check({ ...checked, edits: other }), /: torn: where there should be/);
  });
  await t.test('a commit that nobody made', () => {
    assert.throws(() => check({ ...checked, edits: [], acknowledged: 0, resumed: [] }), /: torn: \d+ commits are there of 0 edits/);
  });
  await t.test('a file that does not agree with its hashes', () => {
    assert.deepEqual(readLog(madeAnew(text, () => {})).commits.map(({ hash }) => hash), commits.map(({ hash }) => hash));
    assert.throws(() => readLog(text.replace(/"value":"[^"]/, '"value":"x')), /: torn: the section operations/);
    assert.throws(() => readLog(text.slice(0, -200)), /: torn: /);
    const changes = {
      'the operations of .* are not those of its root': ({ operations }) => { operations[3].value = 'x'; },
      'lacks operations|are not those of its root': ({ operations }) => operations.pop(),
      'the chain has a gap': ({ headers, operations }) => operations.splice(0, headers.shift().count),
      'does not follow the commit before it': ({ headers }) => { headers[0].time = '2026-01-01T00:00:00.000Z'; },
    };
    for (const [words, change] of Object.entries(changes)) assert.throws(() => readLog(madeAnew(text, change)), new RegExp(`: torn: .*(${words})`), words);
  });
  await t.test('a browser whose store is as it was before the first kill', async () => {
    const its = await start({ random: new Random(seed), name: 'old', photos: [], at: old });
    try {
      const { log: older } = await found(its, []);
      assert.throws(() => check({ ...checked, after: older, resumed: [] }), /: lost: /);
    } finally {
      await its.browser.close();
    }
  });
});
