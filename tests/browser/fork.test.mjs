// Two browsers with copies of one profile: they record under one name until they meet, and then go on under two.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, removeProfile } from './support/browser.mjs';
import { beginOffice, beginVisit, importFactories, takeFile } from './support/office.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-fork-'));
const profile = newProfile();
const copied = newProfile();
const file = join(folder, 'copy.truat.json');
const said = 'จากนี้เครื่องนี้บันทึกในชื่อใหม่';
let site;

const at = async (own, work) => {
  const browser = await openBrowser({ profile: own });
  try {
    await work(new Person(browser));
    assert.deepEqual(browser.problems, []);
  } finally {
    await browser.close();
  }
};

before(async () => {
  site = await startSite();
});
after(async () => {
  await site.stop();
  for (const one of [profile, copied]) removeProfile(one);
  rmSync(folder, { recursive: true, force: true });
});

test('a copied profile goes on under a new name, once, with everything there', { timeout: 300000 }, async () => {
  await at(profile, async (person) => {
    await beginOffice(person, site.url, 'วรัญญา คงทอง');
    await importFactories(person);
  });
  cpSync(profile, copied, { recursive: true });
  const visit = async (person, words) => {
    await person.open(site.url);
    await person.goTo('#/factories');
    await beginVisit(person, words, new RegExp(words));
    await person.waitUntilSaved();
  };
  await at(copied, async (person) => {
    await visit(person, 'ควนลังยางแท่ง');
    await person.goTo('#/exchange');
    copyFileSync(await person.download(() => person.press('button', /^ส่งออก/)), file);
  });
  await at(profile, async (person) => {
    await visit(person, 'พะวงบรรจุภัณฑ์');
    await takeFile(person, file);
    await person.waitForText(said);
    await visit(person, 'บ้านนาคอนกรีต');
    assert.equal((await person.allText()).includes(said), false);
    await person.goTo('#/visits');
    for (const words of ['ควนลังยางแท่ง', 'พะวงบรรจุภัณฑ์', 'บ้านนาคอนกรีต']) await person.waitForText(words);
  });
});
