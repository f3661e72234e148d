// Another version of the built site, as tools/make_site.py would have made it of changed sources.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './site.mjs';

const built = join(root, 'build/site');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function workerOf(folder) {
  const text = readFileSync(join(folder, 'sw.js'), 'utf8');
  const version = text.match(/^const version = '([0-9a-f]+)';$/m)[1];
  const files = JSON.parse(text.match(/^const files = (\{.*?\});$/ms)[1]);
  const releases = JSON.parse(text.match(/^const releases = (.*);$/m)[1]);
  return { text, version, files, releases };
}

export const versionOf = (folder) => workerOf(folder).version;

// Copies the built site into `folder` as version `version`. `release`: notes put on top of the others. `change(name,
// text)` gives a text file's new content.
export function makeVersion(folder, { version, release, change = (name, text) => text }) {
  cpSync(built, folder, { recursive: true });
  const before = workerOf(folder);
  const releases = release ? [release, ...before.releases] : before.releases;
  const renamed = new Map();
  for (const name of Object.keys(before.files).filter((one) => one.endsWith('.js') || one.endsWith('.css'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const now = change(name.replace(/-[0-9a-f]{12}\./, '.'), text);
    if (now === text) continue;
    const named = name.replace(/[0-9a-f]{12}/, sha256(now).slice(0, 12));
    renameSync(join(folder, name), join(folder, named));
    writeFileSync(join(folder, named), now);
    renamed.set(name, named);
  }
  for (const page of ['index.html', 'rescue.html']) {
    let text = readFileSync(join(folder, page), 'utf8').replaceAll(before.version, version);
    text = text.replaceAll(`data-release="${before.releases[0].release}"`, `data-release="${releases[0].release}"`);
    for (const [old, now] of renamed) text = text.replaceAll(old, now);
    writeFileSync(join(folder, page), text);
  }
  const files = {};
  for (const name of Object.keys(before.files)) {
    const named = renamed.get(name) ?? name;
    files[named] = sha256(readFileSync(join(folder, named)));
  }
  const text = before.text.replace(/^const version = .*;$/m, () => `const version = '${version}';`)
    .replace(/^const files = \{.*?\};$/ms, () => `const files = ${JSON.stringify(files)};`)
    .replace(/^const releases = .*;$/m, () => `const releases = ${JSON.stringify(releases)};`);
  writeFileSync(join(folder, 'sw.js'), text);
  return folder;
}
