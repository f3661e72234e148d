// Reads what is stored in this browser and makes of it the very file that the program exports
// (src/storage/store_format.h, src/exchange/truat_file.h). Plain JavaScript: it works when the program does not.
'use strict';
globalThis.truatStore = (() => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  // --- SHA-256, at once and piece by piece, which the browser's own cannot

  const rounds = new Uint32Array(64);
  const firstState = new Uint32Array(8);
  {
    const fraction = (number) => ((number - Math.floor(number)) * 0x100000000) >>> 0;
    for (let candidate = 2, count = 0; count < 64; candidate++) {
      let prime = true;
      for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false;
      if (!prime) continue;
      if (count < 8) firstState[count] = fraction(Math.sqrt(candidate));
      rounds[count++] = fraction(Math.cbrt(candidate));
    }
  }

  class Sha256 {
    constructor() {
      this.state = firstState.slice();
      this.block = new Uint8Array(64);
      this.words = new Uint32Array(64);
      this.filled = 0;
      this.length = 0;
    }

    update(data) {
      const bytes = typeof data === 'string' ? encoder.encode(data) : data;
      this.length += bytes.length;
      let at = 0;
      while (at < bytes.length) {
        const count = Math.min(64 - this.filled, bytes.length - at);
        this.block.set(bytes.subarray(at, at + count), this.filled);
        this.filled += count;
        at += count;
        if (this.filled === 64) this.take();
      }
      return this;
    }

    take() {
      const { words, state, block } = this;
      for (let i = 0; i < 16; i++) words[i] = (block[4 * i] << 24) | (block[4 * i + 1] << 16) | (block[4 * i + 2] << 8) | block[4 * i + 3];
      const turn = (word, by) => (word >>> by) | (word << (32 - by));
      for (let i = 16; i < 64; i++) {
        const early = words[i - 15];
        const late = words[i - 2];
        words[i] = words[i - 16] + (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + words[i - 7] + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + words[i]) | 0;
        const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + first) | 0; d = c; c = b; b = a; a = (first + second) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
      this.filled = 0;
    }

    digest() {
      const bits = this.length * 8;
      this.update(new Uint8Array([0x80]));
      if (this.filled > 56) this.update(new Uint8Array(64 - this.filled));
      this.update(new Uint8Array(56 - this.filled));
      const end = new DataView(new ArrayBuffer(8));
      end.setUint32(0, Math.floor(bits / 0x100000000));
      end.setUint32(4, bits >>> 0);
      this.update(new Uint8Array(end.buffer));
      const out = new DataView(new ArrayBuffer(32));
      this.state.forEach((word, i) => out.setUint32(4 * i, word));
      return new Uint8Array(out.buffer);
    }

    hex() {
      return hexOf(this.digest());
    }
  }

  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), new Sha256()).digest();

  // --- canonical JSON (RFC 8785), of what our lines are made of

  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }

  // --- the databases, read without making any

  function open(name) {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      let isNew = false;
      request.onupgradeneeded = () => {
        isNew = true;
        request.transaction.abort();
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = (event) => {
        event.preventDefault();
        if (isNew) resolve(null);
        else reject(request.error);
      };
    });
  }

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // Every key with its value, in one transaction; with `keysOnly` the keys.
  async function readAll(name, storeName, keysOnly = false) {
    const db = await open(name);
    if (!db) return new Map();
    try {
      if (!db.objectStoreNames.contains(storeName)) return new Map();
      const store = db.transaction([storeName], 'readonly').objectStore(storeName);
      const keys = done(store.getAllKeys());
      const values = keysOnly ? Promise.resolve([]) : done(store.getAll());
      const [names, contents] = await Promise.all([keys, values]);
      return new Map(names.map((key, index) => [String(key), contents[index]]));
    } finally {
      db.close();
    }
  }

  const asBytes = (value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength));

  // The stores of one workspace ("truat", "truat-sample") as they are, photos by key alone.
  async function readWorkspace(name) {
    const files = await readAll(`/${name}/hot`, 'FILE_DATA');
    const hot = new Map();
    for (const [path, value] of files) if (value?.contents) hot.set(path.slice(`/${name}/hot/`.length), asBytes(value.contents));
    const entries = async (database) => new Map([...(await readAll(database, 'entries'))].map(([key, value]) => [key, asBytes(value)]));
    return {
      name,
      hot,
      cold: await entries(`${name}-cold`),
      drafts: await entries(`${name}-drafts`),
      photoKeys: [...(await readAll(`${name}-photos`, 'photos', true)).keys()].sort(),
    };
  }

  async function readPhoto(name, key) {
    const db = await open(`${name}-photos`);
    if (!db) return null;
    try {
      return (await done(db.transaction(['photos'], 'readonly').objectStore('photos').get(key))) ?? null;
    } finally {
      db.close();
    }
  }

  // --- the commits

  async function inflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  // A pack: its head's line, then the segments deflated.
  async function packText(bytes) {
    const end = bytes.indexOf(10);
    return decoder.decode(await inflate(bytes.subarray(end + 1)));
  }

  function leaf(line, operation) {
    return operation.field === undefined ? bytesOf(operation.leaf ?? '') : sha256(new Uint8Array([0]), line);
  }

  // The Merkle tree hash of RFC 6962.
  function root(leaves) {
    if (leaves.length === 1) return leaves[0];
    let left = 1;
    while (left * 2 < leaves.length) left *= 2;
    return sha256(new Uint8Array([1]), root(leaves.slice(0, left)), root(leaves.slice(left)));
  }

  // The commit of these lines, or null where they do not agree with each other.
  function check(headerLine, operationLines) {
    try {
      const header = JSON.parse(headerLine);
      if (canonical(header) !== headerLine || header.count !== operationLines.length || operationLines.length === 0) return null;
      const operations = operationLines.map((line) => JSON.parse(line));
      const ids = operations.every((operation, index) => operation.id === `${header.replica}.${header.sequence}.${index}`);
      const leaves = operations.map((operation, index) => leaf(operationLines[index], operation));
      if (!ids || hexOf(root(leaves)) !== header.root) return null;
      return { header, headerLine, operationLines, leftOut: operations.filter((operation) => operation.field === undefined).length };
    } catch {
      return null;
    }
  }

  // Takes the commits of a text into `found`, by their header's line; counts what does not check out.
  function takeCommits(text, found) {
    let damaged = 0;
    let header = null;
    let operations = [];
    const end = () => {
      if (header === null || found.has(header)) return;
      const commit = check(header, operations);
      if (commit) found.set(header, commit);
      else damaged++;
    };
    for (const line of text.split('\n')) {
      if (line.startsWith('{"author":')) {
        end();
        header = line;
        operations = [];
      } else if (line.startsWith('{"format":')) {
        end();
        header = null;
      } else if (line !== '') {
        operations.push(line);
      }
    }
    end();
    return damaged;
  }

  // Everything that checks out, whichever part it is in: the parts that the store no longer counts too.
  async function commitsOf(workspace) {
    const found = new Map();
    let damaged = 0;
    const take = async (textOf) => {
      try {
        damaged += takeCommits(await textOf(), found);
      } catch {
        damaged++;
      }
    };
    for (const [key, bytes] of workspace.cold) {
      if (key.startsWith('receipt/')) continue; // of imports: no commits
      if (/(^|\/|-)pack[/-]\d/.test(key)) await take(() => packText(bytes));
      else await take(() => decoder.decode(bytes));
    }
    for (const [path, bytes] of workspace.hot) if (path !== 'meta') await take(() => decoder.decode(bytes));
    const commits = [...found.values()].map((commit) => ({ ...commit, hash: hexOf(sha256(commit.headerLine)) }));
    const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    commits.sort((a, b) => a.header.lamport - b.header.lamport || order(a.header.replica, b.header.replica) ||
      a.header.sequence - b.header.sequence || order(a.hash, b.hash));
    return { commits, damaged };
  }

  function metaOf(workspace) {
    try {
      return JSON.parse(decoder.decode(workspace.hot.get('meta')));
    } catch {
      return {};
    }
  }

  // --- the file

  async function base64Of(blob) {
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(new Blob([blob], { type: 'application/octet-stream' }));
    });
  }

  // Sequences of which every body is there, as intervals.
  function knowledge(commits) {
    const sequences = {};
    for (const { header, leftOut } of commits) if (leftOut === 0) (sequences[header.replica] ??= []).push(header.sequence);
    const knows = {};
    for (const [replica, own] of Object.entries(sequences)) {
      knows[replica] = [];
      for (const sequence of [...new Set(own)].sort((a, b) => a - b)) {
        const last = knows[replica].at(-1);
        if (last && last[1] + 1 === sequence) last[1] = sequence;
        else knows[replica].push([sequence, sequence]);
      }
    }
    return knows;
  }

  // What a section's lines are hashed and written as.
  function section(name, lines) {
    const hash = new Sha256();
    for (const line of lines) hash.update(`${line}\n`);
    const parts = lines.length ? [`"${name}":[\n`, lines.join(',\n'), '\n]'] : [`"${name}":[\n]`];
    return { hash: hash.hex(), parts };
  }

  // The `.truat.json` of a workspace, as a Blob, with what was left out because it is damaged.
  async function makeFile(workspace, onProgress = () => {}) {
    const { commits, damaged } = await commitsOf(workspace);
    const photoHash = new Sha256();
    const photoParts = [];
    let photos = 0;
    let damagedPhotos = 0;
    for (const [index, key] of workspace.photoKeys.entries()) {
      onProgress(index / workspace.photoKeys.length);
      const blob = await readPhoto(workspace.name, key);
      const bytes = blob ? new Uint8Array(await new Blob([blob]).arrayBuffer()) : null;
      if (!bytes || hexOf(sha256(bytes)) !== key) {
        damagedPhotos++;
        continue;
      }
      photoHash.update(`${key}\n`);
      // As a Blob each photo may lie on disk rather than in memory.
      photoParts.push(new Blob([photos ? ',\n' : '', `{"bytes":"${await base64Of(blob)}","sha256":"${key}"}`]));
      photos++;
    }
    const headers = section('headers', commits.map((commit) => commit.headerLine));
    const operationLines = commits.flatMap((commit) => commit.operationLines);
    const operations = section('operations', operationLines);
    const meta = metaOf(workspace);
    const manifest = {
      counts: { headers: commits.length, operations: operationLines.length, photos },
      created_at: meta.created ?? commits[0]?.header.time ?? new Date().toISOString(),
      exported_at: new Date().toISOString(),
      format: 'truat',
      knows: knowledge(commits),
      left_out: { operations: commits.reduce((sum, commit) => sum + commit.leftOut, 0), photos: [] },
      oldest_reader: 1,
      ...(meta.replica ? { replica: meta.replica } : {}),
      schema: 1,
      sections: { headers: headers.hash, operations: operations.hash, photos: photoHash.hex() },
      version: 1,
    };
    manifest.digest = hexOf(sha256(canonical(manifest)));
    const blob = new Blob([
      `{"manifest":${canonical(manifest)},\n`, ...headers.parts, ',\n', ...operations.parts, ',\n', '"photos":[\n', ...photoParts, photos ? '\n]}\n' : ']}\n',
    ], { type: 'application/json' });
    onProgress(1);
    return { blob, commits: commits.length, operations: operationLines.length, photos, damaged, damagedPhotos };
  }

  // Every entry byte for byte, for what the file above has no place for: drafts, damaged parts, a newer version's.
  async function makeRawCopy(workspace) {
    const parts = ['{"format":"truat-raw","version":1,"parts":[\n'];
    let first = true;
    const add = async (path, bytes) => {
      parts.push(`${first ? '' : ',\n'}{"path":${JSON.stringify(path)},"bytes":"${await base64Of(new Blob([bytes]))}"}`);
      first = false;
    };
    for (const kind of ['hot', 'cold', 'drafts']) for (const [key, bytes] of workspace[kind]) await add(`${kind}/${key}`, bytes);
    parts.push('\n]}\n');
    return new Blob(parts, { type: 'application/json' });
  }

  function draftsOf(workspace) {
    return [...workspace.drafts.values()].flatMap((bytes) => {
      try {
        const { text, time } = JSON.parse(decoder.decode(bytes));
        return typeof text === 'string' ? [{ text, time }] : [];
      } catch {
        return []; // the raw copy has it
      }
    });
  }

  function remove(name) {
    return new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = () => resolve();
      request.onblocked = () => reject(new Error('blocked'));
      request.onerror = () => reject(request.error);
    });
  }

  return {
    readWorkspace, commitsOf, makeFile, makeRawCopy, draftsOf, metaOf,
    workspaces: ['truat', 'truat-sample'],
    databasesOf: (name) => [`/${name}/hot`, `${name}-cold`, `${name}-drafts`, `${name}-photos`],
    remove,
  };
})();
