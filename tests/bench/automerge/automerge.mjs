// The work of `tools/bench million` with Automerge: so many people write into documents of their own, all are merged
// into one, which is saved and opened. Prints {phase: {seconds, bytes, peak_kilobytes}}; the peak is of the process so far.
import * as Automerge from '@automerge/automerge';

const [people, operations] = process.argv.slice(2).map(Number);
const perChange = 4;
const recordsEach = Math.ceil(operations / people / 12); // a record of the demo office has a dozen fields
const phases = {};

function measure(name, work) {
  const started = process.cpuUsage();
  const result = work();
  const used = process.cpuUsage(started);
  phases[name] = { seconds: (used.user + used.system) / 1e6, bytes: result?.bytes, peak_kilobytes: process.resourceUsage().maxRSS };
  return result;
}

const actor = (index) => (index + 1).toString(16).padStart(32, '0');
let drawn = 1;
const draw = () => (drawn = (Math.imul(drawn, 1664525) + 1013904223) >>> 0); // what is typed repeats itself little
const files = measure('make', () => {
  const made = [];
  const common = Automerge.from({ records: {} }, { actor: actor(people + 1) });
  for (let person = 0; person < people; ++person) {
    let doc = Automerge.clone(common, { actor: actor(person) });
    const share = Math.floor(operations / people) + (person < operations % people ? 1 : 0);
    for (let done = 0; done < share; done += perChange) {
      doc = Automerge.change(doc, (draft) => {
        for (let i = done; i < Math.min(done + perChange, share); ++i) {
          const id = `${person}-${i % recordsEach}`;
          draft.records[id] ??= {};
          draft.records[id][`field${Math.floor(i / recordsEach)}`] = `${draw()} ${draw()}`;
        }
      });
    }
    made.push(Automerge.save(doc));
  }
  return { made, bytes: made.reduce((sum, file) => sum + file.length, 0) };
}).made;

const merged = measure('merge', () => {
  let doc = Automerge.init({ actor: actor(people) });
  for (const file of files) doc = Automerge.merge(doc, Automerge.load(file));
  return { doc };
}).doc;
const saved = measure('export', () => {
  const file = Automerge.save(merged);
  return { file, bytes: file.length };
}).file;
measure('open', () => {
  const doc = Automerge.load(saved); // checks the hashes of all changes
  if (Object.keys(doc.records).length < people) throw new Error('not everything was merged');
});
console.log(JSON.stringify(phases));
