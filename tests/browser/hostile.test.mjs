// Names and notes that want to be more than text: imported, shown, printed, shared, exported. Nothing of them ever runs.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { newProfile, openBrowser, removeProfile } from './support/browser.mjs';
import { beginOffice, beginVisit, importFactories, takeFile } from './support/office.mjs';
import { Person } from './support/person.mjs';
import { startSite } from './support/site.mjs';
import { stepsOf } from './support/steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'truat-hostile-'));
const profile = newProfile();
let site;
before(async () => { site = await startSite(); });
after(async () => {
  await site.stop();
  removeProfile(profile);
  rmSync(folder, { recursive: true, force: true });
});

const ran = 'window.hasRun = (window.hasRun ?? 0) + 1; alert(1)';
const hostile = {
  script: `<script>${ran}</script>โรงงานหนึ่ง`,
  image: `"><img src=x onerror="${ran}">โรงงานสอง`,
  closing: `</title></style></textarea>--><svg onload="${ran}">โรงงานสาม`,
  link: `javascript:${ran.replaceAll(' ', '')}//โรงงานสี่`,
  bidi: 'โรงงาน\u202Egnp.exe\u2066ห้า\u200F',
  formula: '=cmd|\'/c calc\'!A1 โรงงานหก',
  at: '@SUM(1+1)*cmd|\' /C calc\'!A0 โรงงานเจ็ด',
  template: '${alert(1)}{{constructor.constructor("alert(1)")()}}โรงงานแปด',
};
const note = `<script>${ran}</script><img src=x onerror="${ran}"><a href="javascript:${ran}">x</a>&lt;b&gt; \u202Eหมายเหตุ`;
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

// Nothing of the texts has become an element, a script or a link, and nothing has run.
const inert = (frame) => frame.evaluate(() => ({
  ran: globalThis.hasRun ?? 0,
  scripts: [...document.scripts].filter((script) => /hasRun|alert/.test(script.textContent)).length,
  handlers: [...document.querySelectorAll('*')].filter((node) => [...node.attributes].some(({ name }) => name.startsWith('on'))).length,
  links: [...document.querySelectorAll('a,area,form')].filter((node) => /^\s*javascript:/i.test(node.getAttribute('href') ?? node.getAttribute('action') ?? '')).length,
  foreign: document.querySelectorAll('img[src="x"], svg[onload], iframe:not([data-truat]), object, embed').length,
}));
const nothing = { ran: 0, scripts: 0, handlers: 0, links: 0, foreign: 0 };

test('hostile names and notes are texts everywhere', { timeout: 420000 }, async (t) => {
  const step = stepsOf(t);
  const browser = await openBrowser({ profile });
  const person = new Person(browser);
  const { page } = person;
  t.after(() => browser.close());
  let paper;

  await step('a list of factories is read, and its names are names', async () => {
    await beginOffice(person, site.url, `<script>${ran}</script>เจ้าหน้าที่`, '<img src=x onerror=alert(1)>');
    const list = join(folder, 'hostile.csv');
    const rows = Object.values(hostile).map((name, index) => `2090003172562${index + 1},${quoted(name)},53(4),480.50,เมืองสงขลา`);
    writeFileSync(list, `เลขทะเบียนโรงงาน,ชื่อโรงงาน,ประเภท,แรงม้า,อำเภอ\n${rows.join('\n')}\n`);
    await importFactories(person, { file: list, count: rows.length });
    await person.goTo('#/factories');
    await person.waitForText(hostile.script);
    assert.deepEqual(await inert(page), nothing);
  });

  await step('a visit with a hostile note is printed and shared', async () => {
    await beginVisit(person, 'โรงงานหนึ่ง', /โรงงานหนึ่ง/);
    await person.press('radio', 'ไม่ผ่าน');
    await person.fill(/^บันทึกข้อ .*\.1$/, note);
    await person.waitUntilSaved();
    assert.deepEqual(await inert(page), nothing);
    await person.press('button', 'คำสั่งอื่น');
    const html = await person.download(() => person.press('menuitem', 'บันทึกเป็นไฟล์ HTML'));
    paper = join(folder, 'record.html');
    copyFileSync(html, paper);
    await person.press('button', 'คำสั่งอื่น');
    await person.press('menuitem', /พิมพ์/);
    const printed = await person.paper();
    assert.ok(printed.includes('โรงงานหนึ่ง'));
    for (const frame of page.frames()) assert.deepEqual(await inert(frame), nothing);
  });

  await step('the shared HTML runs nothing, from the disk and from a server without any policy', async () => {
    const server = createServer((request, response) => response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(readFileSync(paper)));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const address of [`file://${paper}`, `http://localhost:${server.address().port}/record.html`]) {
      const other = await browser.context.newPage();
      await other.goto(address);
      await other.waitForTimeout(500);
      // Places at which a line may break stand between the letters, and the paper's digits are Thai.
      const text = (await other.evaluate(() => document.body.textContent)).replaceAll(/[\s\u200B\u2060]/g, '')
        .replaceAll(/[๐-๙]/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'.indexOf(digit));
      assert.ok(text.includes(`<script>${ran}</script>`.replaceAll(' ', '')), `the text is there, as a text: ${text.slice(0, 600)}`);
      assert.deepEqual(await inert(other), nothing);
      await other.close();
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  await step('the exported file, taken by another office, runs nothing there', async () => {
    await person.goTo('#/exchange');
    const file = join(folder, 'hostile.truat.json');
    copyFileSync(await person.download(() => person.press('button', /^ส่งออก/)), file);
    const second = await openBrowser();
    const colleague = new Person(second);
    await beginOffice(colleague, site.url, 'ธีรเดช สุขพะวง');
    await takeFile(colleague, file);
    await colleague.goTo('#/factories');
    await colleague.waitForText('โรงงานแปด');
    assert.deepEqual(await inert(colleague.page), nothing);
    // The rescue page too shows what is stored as texts.
    await colleague.page.goto(`${site.url}rescue.html`);
    await colleague.page.getByRole('button', { name: 'Save everything as a file' }).first().waitFor();
    assert.deepEqual(await inert(colleague.page), nothing);
    assert.deepEqual(second.problems, []);
    await second.close();
  });

  await step('no dialog, no exception, no breach of the policy, no request', () => assert.deepEqual(browser.problems, []));
});
