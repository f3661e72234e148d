// What the page asks of WebCrypto: keys that sign and cannot be read, signatures checked, files sealed with a passphrase.
import assert from 'node:assert/strict';
import { createCipheriv, createPublicKey, pbkdf2Sync, verify } from 'node:crypto';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { openStore, startStoragePage } from './support/storage_page.mjs';

let site;
before(async () => { site = await startStoragePage(); });
after(async () => { await site.stop(); });

async function onPage(body) {
  const browser = await openBrowser({});
  try {
    await openStore(browser.page, site.url);
    await body(browser.page, browser);
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
}

const ask = (page, ...values) => page.evaluate((all) => globalThis.ask(...all), values);

// Whether a signature holds, by node's own arithmetic.
function holds(point, signature, message) {
  const bytes = Buffer.from(point, 'base64');
  const part = (from) => bytes.subarray(from, from + 32).toString('base64url');
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }, format: 'jwk' });
  return verify('sha256', Buffer.from(message), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64'));
}

test('a key signs, stays over a reload, and is another for each replica and workspace', () => onPage(async (page) => {
  const key = await ask(page, 'own_key', 'truat', 'R1');
  assert.equal(Buffer.from(key, 'base64').length, 65);
  const signature = await ask(page, 'sign', 'truat', 'R1', 'หัวของสายการบันทึก');
  assert.ok(holds(key, signature, 'หัวของสายการบันทึก'));
  assert.ok(!holds(key, signature, 'หัวของสายการบันทึก.'));
  const others = [await ask(page, 'own_key', 'truat', 'R2'), await ask(page, 'own_key', 'sample', 'R1')];
  assert.equal(new Set([key, ...others]).size, 3);
  await page.reload();
  await openStore(page, site.url);
  assert.equal(await ask(page, 'own_key', 'truat', 'R1'), key);
  assert.ok(holds(key, await ask(page, 'sign', 'truat', 'R1', 'x'), 'x'));
}));

test('two tabs that ask at once have one key', () => onPage(async (page, { context }) => {
  const other = await context.newPage();
  await openStore(other, site.url);
  const keys = await Promise.all([page, other, page, other].map((tab) => ask(tab, 'own_key', 'truat', 'R1')));
  assert.equal(new Set(keys).size, 1);
}));

test('the private half cannot be read, by this page or any other script of the site', () => onPage(async (page) => {
  await ask(page, 'own_key', 'truat', 'R1');
  const said = await page.evaluate(async () => {
    const db = await new Promise((resolve) => { indexedDB.open('truat-keys').onsuccess = ({ target }) => resolve(target.result); });
    const kept = await new Promise((resolve) => {
      db.transaction(['keys']).objectStore('keys').get('truat/R1').onsuccess = ({ target }) => resolve(target.result);
    });
    db.close();
    const refusals = [];
    for (const format of ['pkcs8', 'jwk', 'raw']) refusals.push(await crypto.subtle.exportKey(format, kept.privateKey).then(() => 'read', (error) => error.name));
    return { refusals, extractable: kept.privateKey.extractable, usages: kept.privateKey.usages };
  });
  assert.ok(!said.refusals.includes('read'), `${said.refusals}`);
  assert.deepEqual([said.extractable, said.usages], [false, ['sign']]);
}));

test('signatures are checked in batches; what is no key or no signature holds nothing and breaks nothing', () => onPage(async (page) => {
  const key = await ask(page, 'own_key', 'truat', 'R1');
  const other = await ask(page, 'own_key', 'truat', 'R2');
  const signature = await ask(page, 'sign', 'truat', 'R1', 'a b');
  const offCurve = Buffer.from(key, 'base64');
  offCurve[40] ^= 1;
  const nothing = Buffer.alloc(64).toString('base64');
  const lines = [
    `${key} ${signature} a b`, `${key} ${signature} a c`, `${other} ${signature} a b`, `${offCurve.toString('base64')} ${signature} a b`,
    `${key} ${nothing} a b`, `${key} ${signature} a b`,
  ];
  assert.equal(await ask(page, 'check', lines.join('\n')), '100001');
}));

test('the keys of a workspace are deleted, and no others', () => onPage(async (page) => {
  const key = await ask(page, 'own_key', 'truat', 'R1');
  const sample = await ask(page, 'own_key', 'truat-sample', 'R1');
  assert.equal(await ask(page, 'forget_keys', 'truat'), 'done');
  assert.equal(await ask(page, 'sign', 'truat', 'R1', 'x').then((said) => said.split(' ')[0]), 'platform.no_key');
  assert.notEqual(await ask(page, 'own_key', 'truat', 'R1'), key);
  assert.equal(await ask(page, 'own_key', 'truat-sample', 'R1'), sample);
}));

test('a browser without keys, or that keeps none, says so', () => onPage(async (page) => {
  await page.evaluate(() => {
    globalThis.add = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (value?.privateKey) throw new DOMException('no keys here', 'DataCloneError');
      return globalThis.add.call(this, value, key);
    };
  });
  assert.match(await ask(page, 'own_key', 'truat', 'R1'), /^platform\.key_not_kept reason=AbortError/);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = globalThis.add;
    Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true });
  });
  for (const call of [['own_key', 'truat', 'R1'], ['sign', 'truat', 'R1', 'x'], ['seal', 'word', 'AAAA', 1, 'AAAAAAAAAAAAAAAA', '', 'AAAA', 0]]) {
    assert.match(await ask(page, ...call), /^platform\.no_secure_context/);
  }
}));

test('what is sealed here is what node seals; what was changed does not open', () => onPage(async (page) => {
  const nonce = Buffer.from('000102030405060708090a0b', 'hex');
  const salt = Buffer.from('0123456789abcdef');
  const plain = Buffer.from('บันทึกการตรวจ');
  const key = pbkdf2Sync('ฝนตกที่สงขลา', salt, 5000, 32, 'sha256');
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from('หัว'));
  const expected = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const seal = (passphrase, additional, bytes, opens) =>
    ask(page, 'seal', passphrase, salt.toString('base64'), 5000, nonce.toString('base64'), additional, bytes.toString('base64'), opens);
  assert.equal(await seal('ฝนตกที่สงขลา', 'หัว', plain, 0), expected.toString('base64'));
  assert.equal(await seal('ฝนตกที่สงขลา', 'หัว', expected, 1), plain.toString('base64'));
  assert.equal(await seal('ฝนตกที่สงขลา', 'หัว ', expected, 1), 'does not open');
  assert.equal(await seal('ฝนตกที่พัทลุง', 'หัว', expected, 1), 'does not open');
  const changed = Buffer.from(expected);
  changed[3] ^= 1;
  assert.equal(await seal('ฝนตกที่สงขลา', 'หัว', changed, 1), 'does not open');
}));
