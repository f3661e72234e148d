// The diagnostics file: versions, browser, sizes, counts, settings and the keys of the last errors. No names, no texts
// of the records, no ids: it can be handed to whoever mends the program.
'use strict';
globalThis.truatFacts = (() => {
  const quietly = async (ask) => {
    try {
      return await ask();
    } catch (error) {
      return `unknown (${error.name})`;
    }
  };

  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  function graphics() {
    const canvas = document.createElement('canvas');
    const gl = canvas.getContext('webgl2');
    if (!gl) return { webgl2: false };
    const named = gl.getExtension('WEBGL_debug_renderer_info');
    const facts = { webgl2: true, renderer: named ? gl.getParameter(named.UNMASKED_RENDERER_WEBGL) : gl.getParameter(gl.RENDERER), largest_texture: gl.getParameter(gl.MAX_TEXTURE_SIZE) };
    gl.getExtension('WEBGL_lose_context')?.loseContext();
    return facts;
  }

  async function webAssembly() {
    if (typeof WebAssembly !== 'object') return false;
    // The smallest module there is.
    return WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  }

  async function versionsKept() {
    const registration = await navigator.serviceWorker?.getRegistration();
    const state = (worker) => worker?.state ?? null;
    return {
      controlled: Boolean(navigator.serviceWorker?.controller),
      active: state(registration?.active),
      waiting: state(registration?.waiting),
      installing: state(registration?.installing),
      kept: (await caches.keys()).filter((name) => name.startsWith('truat-site')).map((name) => name.split(' ').at(-1)),
    };
  }

  // What the start page and the program have noted: keys, never sentences. The page's own words are kept only where
  // they come from the browser's engine.
  function lastErrors() {
    const list = (key) => {
      try {
        return JSON.parse(stored(key) ?? '[]');
      } catch {
        return [];
      }
    };
    const engines = /^(RuntimeError|CompileError|LinkError|Aborted|exit|RangeError|TypeError|ReferenceError)\b/;
    const page = list('truat.page-problems').map(({ at, problem, reason, version }) =>
      ({ at, problem, version, ...(engines.test(reason) ? { reason: String(reason).slice(0, 160) } : {}) }));
    const program = list('truat.errors').map(({ at, key, version }) => ({ at, key, version }));
    return { page, program };
  }

  const sum = (map) => [...map.values()].reduce((bytes, one) => bytes + one.byteLength, 0);

  async function countsOf(workspace) {
    const { commits, damaged } = await truatStore.commitsOf(workspace);
    const paths = [...workspace.hot.keys(), ...workspace.cold.keys()];
    const meta = truatStore.metaOf(workspace);
    return {
      store: workspace.name, format: meta.version ?? null, commits_counted: meta.commits ?? null, commits_readable: commits.length,
      operations: commits.reduce((count, commit) => count + commit.operationLines.length, 0), damaged_parts: damaged,
      replicas: new Set(commits.map((commit) => commit.header.replica)).size,
      segments: paths.filter((path) => path.startsWith('segments/')).length, packs: paths.filter((path) => path.startsWith('pack/')).length,
      pending: paths.filter((path) => path.startsWith('pending/')).length, quarantined: paths.filter((path) => path.startsWith('quarantine/')).length,
      bytes: sum(workspace.hot) + sum(workspace.cold), drafts: workspace.drafts.size, photos: workspace.photoKeys.length,
    };
  }

  async function gather(workspaces) {
    const estimate = await quietly(() => navigator.storage.estimate());
    return {
      format: 'truat-diagnostics',
      made_at: new Date().toISOString(),
      program: { release: truatVersions.own.release, version: truatVersions.own.version },
      versions: await quietly(versionsKept),
      browser: {
        agent: navigator.userAgent, languages: [...navigator.languages], online: navigator.onLine, cores: navigator.hardwareConcurrency ?? null,
        secure: isSecureContext, touch_points: navigator.maxTouchPoints, standalone: matchMedia('(display-mode: standalone)').matches,
      },
      screen: {
        window: [innerWidth, innerHeight], screen: [screen.width, screen.height], pixel_ratio: devicePixelRatio,
        dark: matchMedia('(prefers-color-scheme: dark)').matches, coarse_pointer: matchMedia('(pointer: coarse)').matches,
      },
      graphics: await quietly(async () => graphics()),
      web_assembly: await quietly(webAssembly),
      storage: { used: estimate.usage ?? null, allowed: estimate.quota ?? null, promised: await quietly(() => navigator.storage.persisted()) },
      settings: Object.fromEntries(['language', 'theme', 'scale', 'workspace'].map((key) => [key, stored(`truat.truat.${key}`)])),
      stores: await Promise.all(workspaces.map((workspace) => quietly(() => countsOf(workspace)))),
      last_errors: lastErrors(),
    };
  }

  return { gather };
})();
