// A web server of the test's own: serves a folder as the sample configurations do, and can be stopped, moved to another
// folder, made to fail, and asked what was wanted of it.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

import { root } from './site.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};

export class SiteServer {
  constructor(folder) {
    this.folder = folder;
    this.folderOf = () => this.folder; // of a path
    this.requests = []; // paths, in order
    this.broken = () => null; // of a path: null, or what to do with it: 'missing', 'cut', 'slow'
    this.policy = readFileSync(join(root, 'build/wasm-release/csp.txt'), 'utf8');
    this.port = 0;
  }

  get url() {
    return `http://localhost:${this.port}/`;
  }

  async start() {
    this.server = createServer((request, response) => this.answer(new URL(request.url, this.url).pathname, response));
    await new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    return this;
  }

  // As a network that is gone: connections are refused.
  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  answer(path, response) {
    this.requests.push(path);
    const file = join(this.folderOf(path), normalize(path.endsWith('/') ? `${path}index.html` : path));
    const trouble = this.broken(path);
    if (trouble === 'missing' || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404, this.headers('')).end();
    const bytes = readFileSync(file);
    response.writeHead(200, { ...this.headers(path), 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Length': bytes.length });
    if (trouble === 'slow') return response.write(bytes.subarray(0, bytes.length / 2)); // and never the rest
    if (trouble === 'cut') return response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    return response.end(bytes);
  }

  headers(path) {
    return {
      'Content-Security-Policy': this.policy, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer',
      'Cache-Control': /-[0-9a-f]{12}\.[a-z]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
  }
}
