// Starts the program: says at once what is missing, else downloads with real progress and runs it.
'use strict';
(() => {
  const script = document.currentScript;
  const start = document.getElementById('start');
  const loading = document.getElementById('loading');
  const progress = document.getElementById('progress');
  const progressText = document.getElementById('progress-text');
  let failed = false;
  document.documentElement.dataset.state = 'checking';

  // Shows one problem instead of everything else. The first one stands: what follows is its consequence.
  function fail(problem, reason = '') {
    if (failed) return;
    failed = true;
    document.documentElement.dataset.state = `failed-${problem}`;
    loading.hidden = true;
    start.hidden = false;
    start.querySelector(`[data-problem="${problem}"]`).hidden = false;
    document.getElementById('stop-reason').textContent = reason;
    document.getElementById('to-rescue').hidden = problem === 'file';
    note(problem, reason);
    if (problem === 'context-lost') reloadOnce();
    offerOtherVersion();
  }

  // What failed last, for the diagnostics of the rescue page: the problem's name and our own program's words, never a
  // text of the records.
  function note(problem, reason) {
    try {
      const list = JSON.parse(localStorage.getItem('truat.page-problems') ?? '[]');
      list.push({ at: new Date().toISOString(), problem, reason: reason.slice(0, 300), version: truatVersions.own.version });
      localStorage.setItem('truat.page-problems', JSON.stringify(list.slice(-20)));
    } catch (error) {
      console.warn('the problem was not noted:', error.message);
    }
  }

  // A version that cannot start must not stand in the way of the next one, nor of the one before, published again.
  function offerOtherVersion() {
    if (!navigator.serviceWorker?.controller) return;
    truatVersions.onReplaced(() => truatVersions.reload());
    truatVersions.onFound((found) => {
      document.getElementById('other-version').hidden = !found;
    });
    truatVersions.start();
    truatVersions.lookNow().catch((error) => console.warn('no other version was looked for:', error.message));
  }

  // A lost context comes back by loading anew; a page that loses it again and again waits for the person.
  function reloadOnce() {
    const last = Number(sessionStorage.getItem('truat-context-lost') || 0);
    if (Date.now() - last < 60000) return;
    sessionStorage.setItem('truat-context-lost', String(Date.now()));
    setTimeout(() => location.reload(), 1500);
  }

  globalThis.truatPage = {
    // The files of this version, for the worker that runs a second instance.
    program: new URL(script.dataset.program, document.baseURI).href,
    wasm: new URL(script.dataset.wasm, document.baseURI).href,
    worker: new URL(script.dataset.worker, document.baseURI).href,
    module: null,
    ready() {
      if (failed) return;
      document.documentElement.dataset.state = 'running';
      start.hidden = true;
      // Keeping the whole version for the next time is no reason to wait now.
      (globalThis.requestIdleCallback ?? setTimeout)(() => truatVersions.start(), { timeout: 2000 });
    },
    fail,
  };

  for (const button of start.querySelectorAll('[data-act="reload"]')) {
    button.addEventListener('click', () => location.reload());
  }
  start.querySelector('[data-act="take-version"]').addEventListener('click', () => truatVersions.take());

  function missing() {
    if (location.protocol === 'file:') return 'file';
    if (!isSecureContext) return 'insecure';
    if (typeof WebAssembly !== 'object') return 'wasm';
    if (!globalThis.WebGL2RenderingContext) return 'webgl2'; // where it can still not draw, the program says so
    if (!globalThis.indexedDB) return 'indexeddb';
    return null;
  }

  function databaseOpens() {
    return new Promise((resolve) => {
      try {
        const request = indexedDB.open('truat-probe', 1);
        request.onerror = () => resolve(false);
        request.onblocked = () => resolve(true);
        request.onsuccess = () => {
          request.result.close();
          indexedDB.deleteDatabase('truat-probe');
          resolve(true);
        };
      } catch {
        resolve(false);
      }
    });
  }

  // Private windows of Firefox and Safari refuse the file system of the origin; others have a quota too small for
  // an office. Chromium's private windows cannot be told apart.
  async function looksPrivate() {
    try {
      await navigator.storage?.getDirectory?.();
    } catch {
      return true;
    }
    const estimate = await navigator.storage?.estimate?.().catch(() => null);
    return Boolean(estimate && estimate.quota && estimate.quota < 64 * 1024 * 1024);
  }

  function goOnAnyway() {
    const box = start.querySelector('[data-problem="private"]');
    box.hidden = false;
    loading.hidden = true;
    document.documentElement.dataset.state = 'asking-private';
    return new Promise((resolve) => {
      box.querySelector('[data-act="go-on"]').addEventListener('click', () => {
        box.hidden = true;
        loading.hidden = false;
        resolve();
      });
    });
  }

  const inMegabytes = (bytes) => (bytes / 1048576).toFixed(1);

  // Shows how much of a response has come, beside whoever else reads it; a reading that breaks off is told there.
  async function showProgress(response, total) {
    const reader = response.body.getReader();
    for (let done = 0, chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      done += chunk.value.byteLength;
      progress.value = Math.min(1, done / total);
      progressText.textContent = `กำลังโหลด Loading ${inMegabytes(done)} / ${inMegabytes(total)} MB`;
    }
  }

  function loadProgram() {
    return new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = truatPage.program;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`cannot load ${element.src}`));
      document.head.append(element);
    });
  }

  // The browser keeps the code it has compiled only with the very response it came in.
  async function compile() {
    const response = await fetch(truatPage.wasm);
    if (!response.ok) throw new Error(`${response.status} for ${truatPage.wasm}`);
    const [module] = await Promise.all([
      WebAssembly.compileStreaming(response.clone()),
      showProgress(response, Number(script.dataset.wasmBytes)),
    ]);
    return module;
  }

  async function run() {
    const problem = missing();
    if (problem) return fail(problem);
    document.documentElement.dataset.state = 'loading';
    const downloaded = Promise.all([compile(), loadProgram()]);
    downloaded.catch(() => {}); // told below
    // The program opens databases of its own and waits for them; what the probe finds is said whenever it comes.
    databaseOpens().then((opens) => opens || fail('storage'));
    if (await looksPrivate()) await goOnAnyway();
    let wasm;
    try {
      [wasm] = await downloaded;
    } catch (error) {
      console.error(error);
      return fail('download');
    }
    if (failed) return;
    document.documentElement.dataset.state = 'starting';
    progressText.textContent = 'กำลังเปิดข้อมูล… Opening…';
    try {
      truatPage.module = await TruatModule({
        canvas: document.getElementById('canvas'),
        instantiateWasm(imports, done) {
          WebAssembly.instantiate(wasm, imports).then((instance) => done(instance, wasm), (error) => fail('stopped', String(error)));
          return {};
        },
        onAbort: (reason) => fail('stopped', String(reason)),
        onExit: (code) => code !== 0 && fail('stopped', `exit ${code}`),
        print: (text) => console.log(text),
        printErr: (text) => console.warn(text),
      });
    } catch (error) {
      fail('stopped', String(error));
      throw error;
    }
  }

  run();
})();
