// An exported .truat.json, read and proven without any of the program's own code: the grammar is that of
// src/exchange/truat_file.h and src/records/operation.h.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (...parts) => sha256(...parts).toString('hex');

// RFC 8785 of what such a file holds: texts, whole numbers, lists, objects.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

// RFC 6962: the greatest power of two of leaves on the left.
function merkleRoot(leaves) {
  if (leaves.length === 1) return leaves[0];
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return sha256('\x01', merkleRoot(leaves.slice(0, left)), merkleRoot(leaves.slice(left)));
}

// The lines between `"name":[` and `]`, as they stand.
function sectionsOf(lines) {
  const sections = {};
  for (let at = 1; at < lines.length;) {
    const name = lines[at].match(/^"(\w+)":\[$/)?.[1];
    assert.ok(name, `torn: no section begins at line ${at + 1}: ${lines[at].slice(0, 80)}`);
    const end = lines.findIndex((line, index) => index > at && /^\][,}]$/.test(line));
    assert.ok(end > 0, `torn: the section ${name} has no end`);
    sections[name] = lines.slice(at + 1, end).map((line, index, all) => (index < all.length - 1 ? line.replace(/,$/, '') : line));
    at = end + 1;
  }
  return sections;
}

function readManifest(line) {
  const manifest = JSON.parse(line.replace(/^\{"manifest":/, '').replace(/,$/, ''));
  const { digest, ...rest } = manifest;
  assert.equal(hex(canonical(rest)), digest, 'torn: the manifest does not agree with its digest');
  assert.equal(manifest.left_out.operations, 0, 'torn: operations are left out');
  assert.deepEqual(manifest.left_out.photos, [], 'torn: photos that records name are not there');
  return manifest;
}

// Every commit of the file by the order of its chain, each with its header and operations. Throws 'torn: …' where
// anything does not agree with its hash, or a chain has a gap.
export function readLog(text) {
  assert.ok(text.endsWith(']}\n'), 'torn: the file has no end');
  const lines = text.slice(0, -1).split('\n');
  const manifest = readManifest(lines[0]);
  const { headers, operations, photos } = sectionsOf(lines);
  const photoHashes = new Set(photos.map((line) => {
    const { bytes, sha256: name } = JSON.parse(line);
    assert.equal(hex(Buffer.from(bytes, 'base64')), name, 'torn: a photo is not that of its hash');
    return name;
  }));
  const counts = { headers: headers.length, operations: operations.length, photos: photos.length };
  assert.deepEqual(manifest.counts, counts, 'torn: the counts are not those of the manifest');
  const sections = { headers: headers.join('\n') + '\n', operations: operations.join('\n') + '\n', photos: [...photoHashes].map((one) => `${one}\n`).join('') };
  for (const [name, bytes] of Object.entries(sections)) assert.equal(hex(bytes), manifest.sections[name], `torn: the section ${name} is not that of the manifest`);

  const heads = new Map();
  let at = 0;
  const commits = headers.map((line) => {
    const header = JSON.parse(line);
    const name = `${header.replica}.${header.sequence}`;
    const before = heads.get(header.replica) ?? { sequence: 0, hash: '0'.repeat(64) };
    assert.equal(header.sequence, before.sequence + 1, `torn: the chain has a gap before ${name}`);
    assert.equal(header.previous, before.hash, `torn: ${name} does not follow the commit before it`);
    const its = operations.slice(at, at += header.count);
    assert.equal(its.length, header.count, `torn: ${name} lacks operations`);
    assert.equal(merkleRoot(its.map((one) => sha256('\0', one))).toString('hex'), header.root, `torn: the operations of ${name} are not those of its root`);
    const hash = hex(line);
    heads.set(header.replica, { sequence: header.sequence, hash });
    return { name, hash, header, operations: its.map((one) => JSON.parse(one)) };
  });
  assert.equal(at, operations.length, 'torn: operations that belong to no commit');
  for (const { operations: its } of commits)
    for (const { field, value } of its) if (field === 'photo.sha256') assert.ok(photoHashes.has(value), `torn: the photo ${value} is not there`);
  return { replica: manifest.replica, commits };
}

// The value of each field, where one replica wrote all.
export function valuesOf(log) {
  const values = new Map();
  for (const { operations } of log.commits)
    for (const { record, field, value } of operations) values.set(`${record} ${field}`, value);
  return values;
}
