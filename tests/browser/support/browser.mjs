// A real Chromium with a profile of its own that can be closed, killed and started again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

import { root } from './site.mjs';

const flags = [
  '--headless=new', '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
];

function executable() {
  if (process.env.TRUAT_CHROMIUM) return process.env.TRUAT_CHROMIUM;
  return execFileSync('python3', ['-c', 'from truat_tools import chromium; print(chromium.executable())'],
    { cwd: join(root, 'tools'), encoding: 'utf8' }).trim();
}

export function newProfile() {
  return mkdtempSync(join(tmpdir(), 'truat-profile-'));
}

export function removeProfile(profile) {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
}

// The browser process that has this profile: the one with neither a type nor another profile.
function processOf(profile) {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    let words;
    try {
      words = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
    } catch {
      continue; // it has ended meanwhile
    }
    if (words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='))) return Number(entry);
  }
  throw new Error(`no browser has the profile ${profile}`);
}

// This process and all that it began: pages, storage, graphics.
function familyOf(first) {
  const parents = new Map();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      parents.set(Number(entry), Number(readFileSync(`/proc/${entry}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]));
    } catch {
      // it has ended meanwhile
    }
  }
  const family = [first];
  for (const member of family) for (const [one, parent] of parents) if (parent === member) family.push(one);
  return family;
}

function killOne(process_) {
  try {
    process.kill(process_, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it has ended by itself
  }
}

// Under load Chromium calls a request aborted whose body was streamed to its very end, as the program's is. One that
// came to less would stop the start, which every test sees.
function isReadToItsEnd(request) {
  return request.url().endsWith('.wasm') && request.failure()?.errorText === 'net::ERR_ABORTED';
}

// Says on the console when the page runs, for the watch below.
function tellWhenRunning() {
  if (globalThis !== globalThis.top) return;
  const look = () => {
    if (document.documentElement?.dataset.state !== 'running') return;
    watch.disconnect();
    console.debug('truat-test: the page runs');
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
}

const hosts = new Set(['localhost', '127.0.0.1', 'office.test']);
// What a page that runs may still want, all of it of its own version: a second instance of the program beside it, and
// the notices; and its icon, which the browser asks for by itself. Where the service worker is in force these come from its cache.
const ownFiles = /\/(worker-[0-9a-f]{12}\.js|truat-[0-9a-f]{12}\.(js|wasm)|notices\.txt|icon[-\w]*\.(svg|png)|manifest\.webmanifest)$/;

// Nothing ever goes to another origin, and after the start nothing goes anywhere.
function watchRequests(page, problems) {
  let runs = false;
  page.on('console', (message) => { if (message.text() === 'truat-test: the page runs') runs = true; });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['data:', 'blob:', 'file:', 'about:', 'chrome-error:'].includes(url.protocol)) return;
    if (!hosts.has(url.hostname)) return problems.push(`request to another origin: ${url.href}`);
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) runs = false;
    else if (runs && !ownFiles.test(url.pathname)) problems.push(`request after the start: ${url.href}`);
  });
}

// What a test that failed has left open would keep the whole run from ending.
const open = new Set();
after(() => Promise.all([...open].map((browser) => browser.close().catch(() => {}))));

// Opens a window on the profile. `problems` collects everything that must not happen on any page of it: errors on
// the console (a breach of the policy is one), exceptions, dialogs, requests that failed, requests after the start.
export async function openBrowser({ profile, viewport = { width: 1366, height: 768 }, args = [], ...options } = {}) {
  const own = profile ?? newProfile();
  const context = await chromium.launchPersistentContext(own, {
    executablePath: executable(), args: [...flags, ...args], viewport, locale: 'th-TH', timezoneId: 'Asia/Bangkok', ...options,
  });
  const problems = [];
  await context.addInitScript(tellWhenRunning);
  context.on('request', (request) => {
    if (request.serviceWorker() && !hosts.has(new URL(request.url()).hostname)) problems.push(`request of the worker: ${request.url()}`);
  });
  const watch = (page) => {
    watchRequests(page, problems);
    page.on('dialog', (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
    page.on('requestfailed', (request) => isReadToItsEnd(request) || problems.push(`request: ${request.url()} ${request.failure()?.errorText}`));
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  const page = context.pages()[0] ?? (await context.newPage());
  const browser = {
    context,
    page,
    problems,
    profile: own,
    async close() {
      await context.close();
      if (!profile) removeProfile(own);
    },
    // As a power cut would: no event reaches the page. `everything`: pages and services at the same moment, too, which
    // otherwise live on until they notice.
    async kill({ everything = false } = {}) {
      const gone = new Promise((resolve) => context.on('close', resolve));
      const first = processOf(own);
      (everything ? familyOf(first) : [first]).forEach(killOne);
      await gone;
    },
  };
  open.add(browser);
  context.on('close', () => open.delete(browser));
  return browser;
}

// CPU seconds that all processes of the browser have used so far.
export async function cpuSeconds(context) {
  const session = await context.browser()?.newBrowserCDPSession() ?? null;
  if (session === null) throw new Error('this context has no browser to ask');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, process) => sum + process.cpuTime, 0);
}
