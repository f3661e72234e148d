// docs/publish.md, done: the site under a sub-path of a real nginx with the sample configuration, compressed files,
// headers, an offline start, an update, the way back.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser } from './support/browser.mjs';
import { makeVersion, versionOf } from './support/other_version.mjs';
import { running } from './support/page.mjs';
import { Person } from './support/person.mjs';
import { root } from './support/site.mjs';

const work = mkdtempSync(join(tmpdir(), 'truat-publish-'));
const built = join(root, 'build/site');
const folder = join(work, 'published');
const csp = readFileSync(join(root, 'build/wasm-release/csp.txt'), 'utf8');
let port;
let url;
let nginx;

const publish = (site) => execFileSync('python3', ['tools/publish', '--no-build', '--site', site, folder], { cwd: root, encoding: 'utf8' });

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: found } = server.address();
    server.close(() => resolve(found));
  });
});

// The sample as it stands in the site, with what docs/publish.md says to set: names, certificate (here none), folder.
function configuration() {
  const brotli = process.env.TRUAT_NGINX_BROTLI;
  const sample = readFileSync(join(built, 'nginx.conf'), 'utf8')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`).replace('truat.example.go.th', 'localhost')
    .replace(/ {2}ssl_certificate.*\n/g, '').replace('/srv/truat/', `${folder}/`)
    .replace('#brotli_static on;', brotli ? 'brotli_static on;' : '#brotli_static on;');
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${work}/${kind};`).join('\n');
  return `${brotli ? `load_module ${brotli};\n` : ''}${process.getuid() === 0 ? 'user root;\n' : ''}daemon off;\npid ${work}/nginx.pid;\nerror_log ${work}/error.log;\nevents {}\nhttp {\naccess_log off;\n${places}\n${sample}}\n`;
}

async function startServer() {
  mkdirSync(join(work, 'logs'), { recursive: true });
  writeFileSync(join(work, 'nginx.conf'), configuration());
  const executable = process.env.TRUAT_NGINX ?? execFileSync('python3', ['-c', 'from truat_tools import nginx; print(nginx.executable())'], { cwd: join(root, 'tools'), encoding: 'utf8' }).trim();
  nginx = spawn(executable, ['-p', work, '-e', join(work, 'error.log'), '-c', join(work, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  nginx.stderr.on('data', (data) => { said += data; });
  for (let tries = 0; tries < 100; tries++) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended: ${said}`);
    const answer = await ask('').catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nginx does not answer: ${said}`);
}

async function stopServer() {
  const ended = new Promise((resolve) => nginx.on('exit', resolve));
  nginx.kill('SIGTERM');
  await ended;
}

function ask(path, headers = {}) {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    }).on('error', reject).end();
  });
}

before(async () => {
  publish(built);
  port = await freePort();
  url = `http://localhost:${port}/truat/`;
  await startServer();
});
after(async () => {
  await stopServer();
  rmSync(work, { recursive: true, force: true });
});

test('types, headers and compressed files are as the page needs them', async () => {
  const files = readdirSync(folder);
  const program = files.find((name) => name.endsWith('.wasm'));
  const style = files.find((name) => name.startsWith('page-') && name.endsWith('.css'));
  const types = { '': 'text/html', 'rescue.html': 'text/html', [program]: 'application/wasm', [style]: 'text/css', 'sw.js': 'text/javascript', 'manifest.webmanifest': 'application/manifest+json', 'icon.svg': 'image/svg+xml', 'icon-192.png': 'image/png', 'notices.txt': 'text/plain' };
  for (const [path, type] of Object.entries(types)) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    assert.ok(headers['content-type'].startsWith(type), `${path}: ${headers['content-type']}`);
    assert.equal(headers['content-security-policy'], csp, path);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cache-control'], path === program || path === style ? 'public, max-age=31536000, immutable' : 'no-cache', path);
  }
  for (const path of ['nginx.conf', 'web.config', '_headers', '.htaccess', 'nothing.js']) assert.equal((await ask(path)).status, 404, path);
  const whole = (await ask(program)).body.length;
  const gzip = await ask(program, { 'Accept-Encoding': 'gzip' });
  assert.equal(gzip.headers['content-encoding'], 'gzip');
  assert.ok(gzip.body.length < whole / 2);
  if (process.env.TRUAT_NGINX_BROTLI) {
    const brotli = await ask(program, { 'Accept-Encoding': 'gzip, br' });
    assert.equal(brotli.headers['content-encoding'], 'br');
    assert.ok(brotli.body.length < gzip.body.length);
  }
  const moved = await new Promise((resolve) => request(`http://localhost:${port}/truat`, resolve).end());
  assert.equal(moved.statusCode, 308);
});

test('the samples for the other servers have the same policy, and the digest of the stylesheet is right', () => {
  const sheet = readFileSync(join(root, 'build/wasm-release/generated/inspection.css'));
  assert.ok(csp.includes(`'sha256-${createHash('sha256').update(sheet).digest('base64')}'`));
  for (const name of ['_headers', '.htaccess', 'web.config', 'nginx.conf']) assert.ok(readFileSync(join(built, name), 'utf8').includes(csp), name);
  for (const page of ['index.html', 'rescue.html']) assert.ok(readFileSync(join(built, page), 'utf8').includes(csp.replace("; frame-ancestors 'none'", '')), page);
});

test('below a sub-path: start, work, start without the server, update, and back', { timeout: 240000 }, async () => {
  const browser = await openBrowser();
  const person = new Person(browser);
  const { page } = person;
  const version = () => page.evaluate(() => truatVersions.own.version);
  const take = async () => {
    await page.evaluate(() => truatVersions.lookNow());
    const box = await person.find('button', /^ใช้รุ่น/);
    const loaded = page.waitForEvent('load');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 30 });
    await loaded;
    await running(page);
  };
  await person.open(url);
  await person.pressAndReload('button', 'เริ่มใช้งาน');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await stopServer();
  await person.reload();
  await person.waitForText(/บันทึกแล้ว/);
  await startServer();

  const next = makeVersion(join(work, 'next'), { version: '777777777777', release: { release: '9.9.0', date: '2026-12-01', thai: ['ข้อใหม่'], english: ['New'] }, change: (name, text) => (name === 'page.css' ? `${text}\n/* next */\n` : text) });
  publish(next);
  const names = readdirSync(folder);
  assert.equal(names.filter((name) => /^page-.*\.css$/.test(name)).length, 1); // what no version has any more is gone
  await take();
  assert.equal(await version(), '777777777777');
  await person.waitForText(/บันทึกแล้ว/);

  publish(built);
  await page.evaluate(() => truatVersions.lookNow());
  await person.waitForText('ผู้ดูแลให้กลับไปใช้รุ่น');
  await take();
  assert.equal(await version(), versionOf(built));
  assert.deepEqual(browser.problems, []);
  await browser.close();
});
