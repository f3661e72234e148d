// The store in a real Chromium: what is said to be saved is there, whatever happens to the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, removeProfile } from './support/browser.mjs';
import { append, commits, hotFiles, openStore, phase, startStoragePage, state } from './support/storage_page.mjs';

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(holds, timeout = 20000) {
  for (const end = Date.now() + timeout; !(await holds()); await wait(50)) assert.ok(Date.now() < end, 'it did not come about in time');
}

let site;
before(async () => { site = await startStoragePage(); });
after(async () => { await site.stop(); });

async function inBrowser(body, options = {}) {
  const browser = await openBrowser(options);
  try {
    await openStore(browser.page, site.url);
    await body(browser);
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
}

test('a new store writes its files with their directories, exactly sized, with rising time stamps', () => inBrowser(async ({ page }) => {
  assert.equal((await state(page)).phase, 'saved');
  await append(page, 1, 40, 2000);
  await append(page);
  const files = await hotFiles(page);
  assert.deepEqual(files.map((file) => file.path), ['/truat/hot/meta', '/truat/hot/segments', '/truat/hot/segments/1', '/truat/hot/tail']);
  for (const file of files.filter((one) => one.size >= 0)) {
    assert.equal(file.size, file.buffer, `${file.path} is stored with more than its bytes`);
    assert.equal(file.mode, 0o100666);
  }
  const [meta, directory, segment, tail] = files;
  assert.equal(directory.mode, 0o40777);
  assert.equal(segment.stamp, directory.stamp);
  assert.ok(meta.stamp > segment.stamp);
  assert.equal(meta.stamp, tail.stamp);
}));

test('what was appended is there after a reload, read by IDBFS itself', () => inBrowser(async ({ page }) => {
  for (let index = 0; index < 12; index++) await append(page, 3, 20, 600);
  const before = await commits(page);
  assert.equal(before.length, 36);
  await openStore(page, site.url);
  assert.deepEqual(await commits(page), before);
  const now = await state(page);
  assert.equal(now.phase, 'ready');
  assert.equal(now.damaged, 0);
}));

test('4 MB of segments become one pack in the cold database, and everything is still there', () => inBrowser(async ({ page }) => {
  for (let index = 0; index < 12; index++) await append(page, 4, 40, 2500);
  const before = await commits(page);
  await page.waitForFunction(async () => (await ask('raw_parts')).includes('cold/pack/1-'), undefined, { timeout: 20000, polling: 50 });
  await phase(page, 'saved');
  const parts = await page.evaluate(() => ask('raw_parts'));
  assert.ok(!parts.includes('hot/segments/1 '), parts);
  await openStore(page, site.url);
  assert.deepEqual(await commits(page), before);
  assert.equal((await state(page)).damaged, 0);
}));

test('syncfs(false) is never called, and does nothing if it is', () => inBrowser(async ({ page }) => {
  // The only transactions that write come from the store's own connection: IDBFS's way back deletes, and none of ours does
  // without being told to.
  await page.addInitScript(() => {
    globalThis.deletions = [];
    globalThis.writers = 0;
    const remove = IDBObjectStore.prototype.delete;
    IDBObjectStore.prototype.delete = function (key) {
      globalThis.deletions.push(key);
      return remove.call(this, key);
    };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...values) {
      if (this.name === 'FILE_DATA' && this.transaction.durability !== 'strict') globalThis.writers++;
      return put.apply(this, values);
    };
  });
  await append(page, 2);
  await openStore(page, site.url);
  for (let index = 0; index < 30; index++) await append(page, 1, 4, 1000);
  assert.deepEqual(await page.evaluate(() => globalThis.deletions), []);
  assert.equal(await page.evaluate(() => globalThis.writers), 0);
}));

test('killed while it saves, again and again: everything acknowledged is there, and nothing is torn', async () => {
  const profile = newProfile();
  try {
    const acknowledged = [];
    for (let round = 0; round < 6; round++) {
      const browser = await openBrowser({ profile });
      await openStore(browser.page, site.url);
      const found = await commits(browser.page);
      const now = await state(browser.page);
      assert.equal(now.damaged, 0);
      assert.equal(now.loss, '');
      for (const hash of acknowledged) assert.ok(found.includes(hash), `round ${round}: an acknowledged commit is gone`);
      assert.equal(new Set(found).size, found.length);
      await browser.page.exposeFunction('acknowledge', (hash) => acknowledged.push(hash));
      browser.page.evaluate(async () => {
        for (;;) {
          const answer = await ask('append', 1 + Math.floor(Math.random() * 3), 10, 1500);
          if (answer.startsWith('done ')) await globalThis.acknowledge(answer.slice(5));
        }
      }).catch(() => {}); // it ends with the browser
      await wait(700 + 150 * round);
      await browser.kill();
    }
    assert.ok(acknowledged.length > 20, `only ${acknowledged.length} commits were acknowledged in all rounds`);
  } finally {
    await wait(1000); // the killed browser's other processes still write
    removeProfile(profile);
  }
});

test('closing the tab puts out what waits', () => inBrowser(async ({ context, page }) => {
  for (let round = 0; round < 5; round++) {
    const before = await commits(page);
    const next = await context.newPage(); // the browser goes on
    // Three appends: the first goes at once, the others wait for its answer, which the closing tab never gets.
    await page.evaluate(() => {
      for (let index = 0; index < 3; index++) ask('append', 1, 20, 1000);
    });
    await page.close();
    page = next;
    await openStore(page, site.url);
    assert.equal((await commits(page)).length, before.length + 3, `round ${round}`);
  }
}));

test('a transaction that aborts is told, and the next attempt saves everything', () => inBrowser(async ({ page }) => {
  await append(page, 2);
  await page.evaluate(() => {
    const original = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...values) {
      const transaction = original.apply(this, values);
      if (globalThis.aborting && values[1] === 'readwrite') setTimeout(() => {
        try { transaction.abort(); } catch { /* it was over already */ }
      }, 0);
      return transaction;
    };
    globalThis.aborting = true;
  });
  const answer = await append(page, 1, 2000, 500);
  assert.match(answer, /^platform.write_failed/);
  const failed = await state(page);
  assert.equal(failed.phase, 'failed');
  assert.equal(failed.unsaved, 1);
  await page.evaluate(() => {
    globalThis.aborting = false;
    call('retry');
  });
  await phase(page, 'saved');
  const before = await commits(page);
  await openStore(page, site.url);
  assert.deepEqual(await commits(page), before);
}));

test('a full disk is told as such, and cured by room', async () => {
  const browser = await openBrowser();
  try {
    const { context, page } = browser;
    const session = await context.newCDPSession(page);
    const origin = new URL(site.url).origin;
    // Before the databases are opened: Chromium remembers for half a minute how much room there was.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2e6 });
    await openStore(page, site.url);
    assert.match(await append(page, 2), /^done/);
    const answer = await append(page, 40, 40, 2500);
    assert.match(answer, /^platform.storage_full/);
    assert.equal((await state(page)).phase, 'failed');
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await page.evaluate(() => call('retry'));
    await phase(page, 'saved');
    const before = await commits(page);
    assert.equal(before.length, 42);
    await openStore(page, site.url);
    assert.deepEqual(await commits(page), before);
  } finally {
    await browser.close();
  }
});

test('a database deleted while the page is open is not half written, and made anew from memory', () => inBrowser(async ({ page }) => {
  await append(page, 3);
  await page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('/truat/hot');
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  }));
  assert.match(await append(page), /^platform.store_gone/);
  assert.equal((await state(page)).phase, 'failed');
  assert.ok(!(await page.evaluate(() => indexedDB.databases())).some((one) => one.name === '/truat/hot'));
  await page.evaluate(() => call('retry'));
  await phase(page, 'saved');
  const before = await commits(page);
  assert.equal(before.length, 4);
  await openStore(page, site.url);
  assert.deepEqual(await commits(page), before);
}));

test('a database deleted while the page was closed is told', () => inBrowser(async ({ page }) => {
  await append(page, 3);
  await page.goto('about:blank');
  await page.goto(site.url);
  await page.evaluate(() => new Promise((resolve) => { indexedDB.deleteDatabase('/truat/hot').onsuccess = resolve; }));
  await openStore(page, site.url);
  const now = await state(page);
  assert.equal(now.loss, 'storage.gone_though_kept_before');
  assert.equal(now.commits, 0);
}));

const merge = (page) => page.evaluate(() => ask('merge', 30, 40, 2500));

test('a merge is taken back after a reload, but not after a commit', () => inBrowser(async ({ page }) => {
  await append(page, 2);
  const before = await commits(page);
  assert.match(await merge(page), /^done/);
  await openStore(page, site.url);
  assert.notDeepEqual(await commits(page), before);
  assert.equal(await page.evaluate(() => ask('restore')), 'done');
  await phase(page, 'ready', 'saved');
  assert.deepEqual(await commits(page), before);
  assert.match(await merge(page), /^done/);
  await append(page, 1);
  await openStore(page, site.url);
  assert.match(await page.evaluate(() => ask('restore')), /^storage.nothing_to_restore/);
}));

test('a merge is taken back to the restore point', () => inBrowser(async ({ page }) => {
  await append(page, 2);
  const before = await commits(page);
  assert.match(await merge(page), /^done/);
  assert.equal(await page.evaluate(() => ask('restore')), 'done');
  await phase(page, 'ready', 'saved');
  assert.deepEqual(await commits(page), before);
  await openStore(page, site.url);
  assert.deepEqual(await commits(page), before);
}));

test('a sample workspace has databases of its own and is deleted without a trace', () => inBrowser(async ({ page }) => {
  await append(page, 2);
  const own = await commits(page);
  await openStore(page, site.url, 'truat-sample');
  await append(page, 5);
  assert.equal((await commits(page)).length, 5);
  assert.equal(await page.evaluate(() => ask('erase')), 'done');
  await openStore(page, site.url);
  assert.deepEqual(await commits(page), own);
  const names = (await page.evaluate(() => indexedDB.databases())).map((one) => one.name);
  assert.deepEqual(names.filter((name) => name.includes('sample')), []);
}));

test('drafts come back after a kill', async () => {
  const profile = newProfile();
  try {
    let browser = await openBrowser({ profile });
    await openStore(browser.page, site.url);
    await browser.page.evaluate(() => call('draft', 'factory.name', 'ท่อระบายช่วงหลัง'));
    await until(async () => (await browser.page.evaluate(() => ask('drafts'))) !== '');
    await browser.kill();
    browser = await openBrowser({ profile });
    await openStore(browser.page, site.url);
    assert.equal(await browser.page.evaluate(() => ask('drafts')), 'factory.name=ท่อระบายช่วงหลัง\n');
    await browser.close();
  } finally {
    removeProfile(profile);
  }
});
