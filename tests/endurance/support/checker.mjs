// What a store must hold after its browser was killed, from what was done and what the page had acknowledged.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

const told = ({ label, writes }) => `${label} ${writes.map(({ field, value }) => `${field} = ${JSON.stringify(value)?.slice(0, 60)}`).join(', ')}`;

// Whether this commit is that edit, whole. That a commit has all its operations is proven by its root.
function isThatEdit(commit, edit) {
  return commit.header.label === edit.label && edit.writes.every((write) => commit.operations.some((one) =>
    one.field === write.field && (write.record === undefined || one.record === write.record) && isDeepStrictEqual(one.value, write.value)));
}

// `before`, `after`: logs (log_file.mjs) at the two starts around a kill. `edits`: what was done between them, in
// order. `acknowledged`: how many of them the page had acknowledged. `resumed`: what was done after the second start
// already. Throws 'lost: …' or 'torn: …'; gives the number of edits that are there.
export function check({ before, after, edits, acknowledged, resumed = [] }) {
  assert.equal(after.replica, before.replica, 'lost: the store writes as another replica, so it thinks that it has lost something');
  before.commits.forEach((commit, index) =>
    assert.equal(after.commits[index]?.hash, commit.hash, `lost: ${commit.name} (${commit.header.label}), which an earlier start had found`));
  const added = after.commits.slice(before.commits.length);
  const found = added.length - resumed.length;
  if (found < acknowledged) assert.fail(`lost: ${acknowledged} of ${edits.length} edits were acknowledged, ${found} are there; the first that is not: ${told(edits[Math.max(found, 0)])}`);
  assert.ok(found <= edits.length, `torn: ${found} commits are there of ${edits.length} edits`);
  [...edits.slice(0, found), ...resumed].forEach((edit, index) =>
    assert.ok(isThatEdit(added[index], edit), `torn: where there should be ${told(edit)} there is ${told({
      label: added[index].header.label, writes: added[index].operations.slice(0, 4) })}`));
  return found;
}
