// Several tabs over one store.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { append, commits, openStore, phase, startStoragePage, state } from './support/storage_page.mjs';

let site;
before(async () => { site = await startStoragePage(); });
after(async () => { await site.stop(); });

async function inTwoTabs(body) {
  const browser = await openBrowser();
  try {
    const writer = browser.page;
    await openStore(writer, site.url);
    await append(writer, 3);
    const follower = await browser.context.newPage();
    await openStore(follower, site.url);
    await body(writer, follower, browser);
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
}

async function sameCommits(one, other) {
  const wanted = await commits(one);
  await other.waitForFunction((count) => globalThis.state().commits >= count, wanted.length, { timeout: 10000, polling: 50 });
  assert.deepEqual(await commits(other), wanted);
}

test('the second tab reads and follows', () => inTwoTabs(async (writer, follower) => {
  assert.equal((await state(follower)).phase, 'follower');
  assert.equal((await state(follower)).accepts, false);
  await sameCommits(writer, follower);
  for (let index = 0; index < 5; index++) await append(writer, 2, 30, 1500);
  await sameCommits(writer, follower);
  assert.match(await append(follower), /^storage.follower/);
}));

test('the second tab takes over: the first saves, hands over and follows', () => inTwoTabs(async (writer, follower) => {
  await writer.evaluate(() => { for (let index = 0; index < 5; index++) ask('append', 1, 10, 500); });
  await follower.evaluate(() => call('take_over'));
  await phase(follower, 'ready');
  await phase(writer, 'follower');
  assert.equal((await commits(follower)).length, 8);
  await append(follower);
  await sameCommits(follower, writer);
  await writer.evaluate(() => call('take_over'));
  await phase(writer, 'ready');
  assert.match(await append(writer), /^done/);
  await sameCommits(writer, follower);
}));

test('when the writing tab closes, the other writes on', () => inTwoTabs(async (writer, follower) => {
  await writer.close();
  await phase(follower, 'ready');
  assert.match(await append(follower), /^done/);
  await openStore(follower, site.url);
  assert.equal((await commits(follower)).length, 4);
}));

test('a stolen lock: the tab that lost it follows and writes nothing', () => inTwoTabs(async (writer, follower) => {
  await follower.evaluate(() => call('steal'));
  await phase(follower, 'ready');
  await phase(writer, 'follower');
  assert.match(await append(follower, 2), /^done/);
  await sameCommits(follower, writer);
}));

test('a duplicated tab is a follower like any other', () => inTwoTabs(async (writer, follower, { context }) => {
  const [duplicate] = await Promise.all([
    context.waitForEvent('page'),
    writer.evaluate(() => { window.open(location.href); }),
  ]);
  await duplicate.waitForLoadState();
  await duplicate.evaluate(() => started);
  await duplicate.evaluate(() => call('open', 'truat'));
  await phase(duplicate, 'follower');
  await append(writer);
  await sameCommits(writer, duplicate);
  await sameCommits(writer, follower);
}));

test('a follower that opens while the writer imports and packs sees no damage', () => inTwoTabs(async (writer, follower, { context }) => {
  const importing = writer.evaluate(async () => { for (let index = 0; index < 6; index++) await ask('append', 8, 40, 2500); });
  const late = await context.newPage();
  await openStore(late, site.url);
  await importing;
  await sameCommits(writer, late);
  await sameCommits(writer, follower);
  assert.equal((await state(late)).damaged, 0);
}));
