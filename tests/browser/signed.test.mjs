// Exports are signed by this browser's own key, the command proves them, and what was forged is refused.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { importFactories, inNewOffice, takeFile } from './support/office.mjs';
import { root, startSite } from './support/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-signed-'));
const signed = join(folder, 'signed.truat.json');
const command = ['native-release', 'native-debug', 'native-quick'].map((preset) => join(root, 'build', preset, 'truat')).find(existsSync);
let site;

const inOffice = (name, work) => inNewOffice(site.url, name, work);
const exportTo = async (person, file) => {
  await person.goTo('#/exchange');
  copyFileSync(await person.download(() => person.press('button', /^ส่งออก/)), file);
  await person.waitUntilSaved();
};
const check = (file) => {
  const { status, stdout, stderr } = spawnSync(command, ['check', file], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  assert.ok(stdout, stderr);
  return { status, answer: JSON.parse(stdout) };
};
const manifestOf = (file) => JSON.parse(readFileSync(file, 'utf8')).manifest;
const headsOf = (file) => JSON.parse(readFileSync(file, 'utf8')).heads;

before(async () => {
  site = await startSite();
  await inOffice('วรัญญา คงทอง', async (person) => {
    await importFactories(person);
    await exportTo(person, signed);
  });
});
after(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('an export is signed to its last commit, by the key that this PC published itself', (context) => {
  const file = JSON.parse(readFileSync(signed, 'utf8'));
  assert.equal(file.heads.length, 1);
  assert.equal(file.seal.length, 1);
  assert.equal(file.heads[0].sequence, file.headers.length);
  assert.equal(file.operations.filter(({ field, value }) => field === 'workstation.key' && value === file.heads[0].key).length, 1);
  assert.equal(file.seal[0].key, file.heads[0].key);
  if (!command) return context.skip('the program truat is not built');
  const { status, answer } = check(signed);
  assert.equal(status, 0);
  assert.deepEqual(answer.chains.map((chain) => [chain.signed, chain.verified]), [[true, true]]);
});

test('a key is published once, and heads that came with a file go on with the next', { timeout: 180000 }, () => inOffice('ธีรเดช สุขพะวง', async (person) => {
  const [first, second, third] = ['first', 'second', 'third'].map((name) => join(folder, `${name}.truat.json`));
  await exportTo(person, first);
  await exportTo(person, second);
  assert.deepEqual(manifestOf(second).counts, manifestOf(first).counts);
  await takeFile(person, signed);
  await person.reload(); // they are kept
  await exportTo(person, third);
  const keys = headsOf(third).map(({ key }) => key);
  assert.deepEqual(new Set(keys), new Set([headsOf(signed)[0].key, headsOf(second)[0].key]));
  if (command) assert.ok(check(third).answer.chains.every((chain) => chain.signed));
}));

test('a merge that is taken back takes its heads along', { timeout: 180000 }, () => inOffice('ธีรเดช สุขพะวง', async (person) => {
  await takeFile(person, signed);
  await person.goTo('#/exchange');
  await person.press('button', 'ย้อนกลับ');
  await person.waitForText('กลับไปก่อนนำเข้าแล้ว');
  const file = join(folder, 'back.truat.json');
  await exportTo(person, file);
  assert.equal(headsOf(file).length, 1);
  assert.notEqual(headsOf(file)[0].key, headsOf(signed)[0].key);
}));

test('a head whose signature does not hold is refused in words, and nothing has changed', { timeout: 180000 }, () => inOffice('ธีรเดช สุขพะวง', async (person) => {
  // Another wall time, and every hash made good again: only the signature tells. Without the seal, which would tell too.
  const lines = readFileSync(signed, 'utf8').split('\n');
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const canonical = (value) => (Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
    : value && typeof value === 'object' ? `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
      : JSON.stringify(value));
  const head = { ...headsOf(signed)[0], time: '2020-01-01T00:00:00.000Z' };
  const manifest = manifestOf(signed);
  delete manifest.digest;
  delete manifest.sections.seal;
  manifest.sections.heads = sha256(`${canonical(head)}\n`);
  manifest.digest = sha256(canonical(manifest));
  lines[0] = `{"manifest":${canonical(manifest)},`;
  lines[lines.findIndex((line) => line.startsWith('"heads":[')) + 1] = canonical(head);
  const seal = lines.findIndex((line) => line.startsWith('"seal":['));
  lines.splice(seal, 3);
  const forged = join(folder, 'forged.truat.json');
  writeFileSync(forged, lines.join('\n'));
  await person.goTo('#/exchange');
  await person.chooseFile(() => person.press('button', 'เลือกไฟล์ .truat.json'), forged);
  await person.waitForText('ไม่ถูกต้อง (กุญแจ');
  assert.equal(await person.sees('button', /^นำเข้า \d+/, { timeout: 300 }), false);
}));
