// Someone who works at the page without a pause, by mouse and keyboard, as chance has it; writes down each edit before
// it is made, and how many of them the page has acknowledged.
import assert from 'node:assert/strict';

import { factories } from '../../browser/support/office.mjs';
import { still } from '../../browser/support/page.mjs';
import { Person } from '../../browser/support/person.mjs';
import { valuesOf } from './log_file.mjs';

const words = ['ท่อระบาย', 'บ่อพักที่ 2', 'ลวดสลิง', 'ถังดับเพลิง', 'ฝุ่นไม้ยาง', 'หม้อน้ำ', 'สายดิน', 'ทางหนีไฟ'];
const factoryFields = { ชื่อโรงงาน: 'factory.name', ผู้ประกอบกิจการโรงงาน: 'factory.operator_name', ประกอบกิจการ: 'factory.business', ผลิตภัณฑ์: 'factory.products' };
const patience = Number(process.env.TRUAT_PATIENCE ?? 60000);
const shownBelow = 590; // notices may lie over what is lower

// What the page notes itself when a transaction of its store is complete, which is when it says "saved": how many
// commits are kept. And when it begins to write. To be called before the page is opened.
export async function watchWrites(context, { began, kept }) {
  await context.exposeBinding('truatTestBegan', (source, database) => began(database));
  await context.exposeBinding('truatTestKept', (source, commits) => kept(commits));
  await context.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      setItem.call(this, key, value);
      if (key === 'truat.truat.kept-commits') globalThis.truatTestKept(Number(value));
    };
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...values) {
      const its = transaction.apply(this, values);
      if (values[1] === 'readwrite') globalThis.truatTestBegan(this.name);
      return its;
    };
  });
}

export class Operator extends Person {
  // `session`: edits and what was typed are added to it; `kept()` is how many commits the page keeps, `whenEditing()` is
  // told of each edit.
  constructor(browser, { random, session, name, photos = [] }) {
    super(browser);
    Object.assign(this, { random, session, name, photos });
    this.section = null;
    this.focused = null;
    this.typed = 0; // how many edits there were with the last that was typed
    this.done = [];
    this.undone = [];
  }

  // What the log says at the start: against it the page is read, and from it each edit's value follows.
  knows(log) {
    this.commits = log.commits.length;
    this.values = valuesOf(log);
    const kinds = (kind) => [...this.values].filter(([place, value]) => place.endsWith(' kind') && value === kind).map(([place]) => place.split(' ')[0]);
    this.factories = kinds('factory').filter((id) => this.values.get(`${id} deleted`) !== true);
    [this.visit] = kinds('inspection');
    const content = this.values.get(`${this.values.get(`${this.visit} inspection.template`)} template.content`);
    const options = new Map(content.responses.map(({ id, options: its }) => [id, its.map((one) => one.id)]));
    const responses = new Map(content.questions.map(({ id, responses: set }) => [id, options.get(set)]));
    this.questions = new Map();
    content.form.sections.forEach(({ questions }, section) => questions.forEach((one, index) => {
      const key = one.id ?? one;
      this.questions.set(`${section + 1}.${index + 1}`, { key, section: section + 1, responses: responses.get(key) });
    }));
    const isChosenOf = (one) => responses.get(one.id ?? one);
    this.sections = content.form.sections.flatMap(({ questions }, section) => (questions.every(isChosenOf) ? [section + 1] : []));
  }

  get acknowledged() {
    return this.session.kept() - this.commits;
  }

  // --- the page

  // All the tree says, in its order, each with its place on the screen.
  seen() {
    return this.page.evaluate(() => [...document.querySelectorAll('#truat-tree :not([data-truat])')].map((node) => {
      const own = [...node.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join('');
      const label = node.getAttribute('aria-label');
      const { x, y, width, height } = node.getBoundingClientRect();
      return { role: node.getAttribute('role') ?? 'text', name: label ?? own, value: node.getAttribute('aria-valuetext') ?? (label === null ? '' : own),
               checked: node.getAttribute('aria-checked') === 'true', x, y, width, height };
    }));
  }

  async until(holds, what, timeout = patience) {
    for (const end = Date.now() + timeout; ;) {
      const nodes = await this.seen();
      const held = holds(nodes);
      if (held) return held;
      if (Date.now() > end) throw new Error(`it did not come about that ${what}; the page says:\n${await this.allText()}`);
      await this.page.waitForTimeout(40);
    }
  }

  async tap({ x, y, width, height }) {
    await this.page.mouse.move(x + width / 2, y + height / 2);
    await this.page.waitForTimeout(20);
    await this.page.mouse.down();
    await this.page.waitForTimeout(30);
    await this.page.mouse.up();
  }

  // Presses what is found until something has come of it: on a busy machine a dialog may still be growing into its place.
  async tapUntil(found, came, what) {
    for (let tries = 0; ; tries++) {
      const look = (nodes) => {
        const done = came(nodes);
        return done ? { done } : found(nodes) && { box: found(nodes) };
      };
      const { done, box } = await this.until(look, what);
      if (done) return done;
      await this.tap(box);
      try {
        return await this.until(came, what, 8000);
      } catch (error) {
        if (tries === 5 || this.page.isClosed()) throw error;
      }
    }
  }

  // Into the field that is found.
  async type(found, text) {
    for (let tries = 0; ; tries++) {
      await this.tap(await this.until(found, 'a field is there'));
      try {
        await this.page.waitForSelector('[data-truat=field]', { timeout: 8000 });
        break;
      } catch (error) {
        if (tries === 5 || this.page.isClosed()) throw error;
      }
    }
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
    // Long enough for a draft to be kept, or not.
    if (this.random.isTrue(0.2)) await this.page.waitForTimeout(this.random.between(0, 900));
  }

  async goTo(address) {
    await this.page.evaluate((hash) => { location.hash = hash; }, address);
  }

  // The questions of the section that is open, each with its answers, its note and its camera.
  cards(nodes) {
    const cards = [];
    let card = { radios: [] };
    for (const node of nodes) {
      if (node.role === 'radio') card.radios.push(node);
      if (node.role === 'button' && node.name === 'ถ่ายรูป') card.camera = node;
      const number = node.role === 'textbox' && node.name.match(/^บันทึกข้อ (\S+)$/)?.[1];
      if (!number) continue;
      cards.push({ ...card, ...this.questions.get(number), number, note: node });
      card = { radios: [] };
    }
    return cards;
  }

  value(record, field) {
    return this.values.get(`${record} ${field}`) ?? null;
  }

  // Factories and a visit to the first of them, to be edited afterwards.
  async beginsVisit() {
    const named = (role, name) => (nodes) => nodes.find((one) => one.role === role && one.name === name);
    const button = (words) => (nodes) => nodes.find((one) => one.role === 'button' && words.test(one.name));
    await this.chooseFile(async () => this.tap(await this.until(button(/^นำเข้าจาก Excel/), 'factories can be imported')), factories.file);
    await this.tapUntil(button(/^ตรวจทาน \d+/), button(/^นำเข้า \d+/), 'the list of factories is reviewed');
    await this.tapUntil(button(/^นำเข้า \d+/), (nodes) => nodes.some((one) => one.name.startsWith('นำเข้าแล้ว')), 'the factories are there');
    const dialog = named('button', 'เริ่มตรวจเดี๋ยวนี้');
    await this.goTo('#/factories');
    await this.tapUntil((nodes) => nodes.find((one) => one.role === 'button' && one.name.startsWith('บริษัท')), named('button', 'เริ่มตรวจ'), 'a factory is chosen');
    await this.tapUntil(named('button', 'เริ่มตรวจ'), dialog, 'a visit can be started');
    await still(this.page, 1000); // the dialog grows into its place, and its choices with it
    const checklist = named('radio', 'การตรวจกำกับดูแลโรงงาน ประจำปี');
    await this.tapUntil(checklist, (nodes) => checklist(nodes)?.checked, 'the yearly checklist is chosen');
    await this.tapUntil(dialog, (nodes) => nodes.some((one) => one.name === 'ตอบแล้ว 0 จาก 30'), 'the visit is started');
  }

  // --- edits

  // Written down before it is made: it may be kept before we hear that it was made.
  begin(edit) {
    for (const write of edit.writes) {
      if (write.record === undefined) continue;
      write.before = this.value(write.record, write.field);
      this.values.set(`${write.record} ${write.field}`, write.value);
    }
    this.session.edits.push(edit);
    if (edit.label === 'commit.write_note' || edit.label === 'commit.edit_factory') this.typed = this.session.edits.length;
    this.session.whenEditing();
  }

  makes(edit) {
    this.begin(edit);
    this.done.push(edit);
    this.undone = [];
  }

  text({ mayBeLong = false } = {}) {
    const token = `${this.name}.${this.session.edits.length}`;
    return `${this.random.one(words)} ${token}${mayBeLong && this.random.isTrue(0.1) ? ` ${'ยาวมาก '.repeat(300)}${token}` : ''}`;
  }

  // Keys that come in the very frame in which a field is left are the field's.
  async hasLeftField() {
    await this.until(() => this.acknowledged >= this.typed, 'what was typed is kept');
  }

  async openSection() {
    const wanted = this.section !== null && this.random.isTrue(0.6) ? this.section : this.random.one(this.sections);
    if (!this.page.url().endsWith(`#/visit/${this.visit}`)) await this.goTo(`#/visit/${this.visit}`);
    if (this.section !== wanted) {
      await this.tapUntil((nodes) => nodes.find((one) => one.role === 'tab' && one.name.startsWith(`${wanted} `)),
                          (nodes) => this.cards(nodes)[0]?.section === wanted, `section ${wanted} is opened`);
      this.section = wanted;
      this.focused = null;
    }
    return this.until((nodes) => {
      const cards = this.cards(nodes);
      return cards.length > 0 && cards.every((card) => card.section === wanted) && this.showsWhatIs(cards) && cards;
    }, `section ${wanted} shows what is in the log`);
  }

  showsWhatIs(cards) {
    return cards.every((card) => {
      const answer = this.value(this.visit, `answer/${card.key}/main`);
      const right = !card.responses || card.radios.every((one, index) => one.checked === (card.responses[index] === answer));
      return right && card.note.value === (this.value(this.visit, `note/${card.key}/main`) ?? '');
    });
  }

  whole(boxes) {
    return boxes.every((one) => one && one.height > 20 && one.y > 60 && one.y + one.height < shownBelow);
  }

  async aCard(parts) {
    const able = (await this.openSection()).filter((card) => this.whole(parts(card)));
    if (able.length === 0) this.section = null;
    return able.length > 0 ? this.random.one(able) : null;
  }

  answered(card, index) {
    const field = `answer/${card.key}/main`;
    const value = this.value(this.visit, field) === card.responses[index] ? null : card.responses[index];
    this.makes({ label: 'commit.answer', writes: [{ record: this.visit, field, value }] });
  }

  shows(card, nodes) {
    const cards = this.cards(nodes);
    return cards.some((one) => one.number === card.number) && this.showsWhatIs(cards);
  }

  untilShown(card) {
    return this.until((nodes) => this.shows(card, nodes), `question ${card.number} shows what was done`);
  }

  async answer() {
    const card = await this.aCard(({ radios }) => (radios.length === 3 ? radios : [null]));
    if (!card) return;
    const index = this.random.whole(3);
    this.answered(card, index);
    await this.tapUntil((nodes) => this.cards(nodes).find((one) => one.number === card.number)?.radios[index],
                        (nodes) => this.shows(card, nodes), `question ${card.number} shows its answer`);
    this.focused = card;
  }

  // Keys 1, 2, 3, faster than the store writes.
  async answersByKeys() {
    const card = this.focused;
    if (!card?.responses || !this.page.url().endsWith(`#/visit/${this.visit}`)) return this.answer();
    await this.hasLeftField();
    let last = -1;
    for (let count = 1 + this.random.whole(4); count > 0; count--) {
      const index = (last + 1 + this.random.whole(2)) % 3;
      last = index;
      this.answered(card, index);
      await this.page.keyboard.press(String(index + 1));
      await this.page.waitForTimeout(this.random.between(0, 60));
    }
    await this.untilShown(card);
  }

  async note() {
    const card = await this.aCard(({ note }) => [note]);
    if (!card) return;
    const write = { record: this.visit, field: `note/${card.key}/main`, value: this.text({ mayBeLong: true }) };
    this.session.typed.set(write.value, { label: 'commit.write_note', writes: [write] });
    await this.type((nodes) => this.cards(nodes).find((one) => one.number === card.number)?.note, write.value);
    this.makes({ label: 'commit.write_note', writes: [write] });
    await this.page.keyboard.press('Control+Enter');
    this.focused = card;
    await this.untilShown(card);
  }

  async photo() {
    if (this.photos.length === 0) return this.note();
    const card = await this.aCard(({ camera }) => [camera]);
    if (!card) return;
    const chooser = this.page.waitForEvent('filechooser', { timeout: patience });
    chooser.catch(() => {}); // the browser may be killed before anyone waits for it
    await this.tap(card.camera);
    const files = this.random.one(this.photos);
    const made = await chooser;
    this.makes({ label: 'commit.attach_photo', writes: [{ field: 'photo.inspection', value: this.visit }, { field: 'photo.question', value: card.key }] });
    await made.setFiles(files);
    const count = this.session.edits.length;
    await this.until(() => this.acknowledged >= count, 'the photo is kept');
    this.done.length = 0; // an undo would take the photo back
  }

  async factoryField() {
    const id = this.random.one(this.factories);
    await this.goTo(`#/factories/${id}`);
    this.section = null;
    const boxes = await this.until((nodes) => {
      const its = nodes.filter((one) => one.role === 'textbox' && factoryFields[one.name]);
      return its.length === 4 && its.every((one) => one.value === (this.value(id, factoryFields[one.name]) ?? '–')) && its;
    }, 'the factory shows what is in the log');
    const box = this.random.one(boxes.filter((one) => this.whole([one])));
    const write = { record: id, field: factoryFields[box.name], value: this.text() };
    this.session.typed.set(write.value, { label: 'commit.edit_factory', writes: [write] });
    await this.type((nodes) => nodes.find((one) => one.role === 'textbox' && one.name === box.name), write.value);
    this.makes({ label: 'commit.edit_factory', writes: [write] });
    await this.page.keyboard.press(this.random.one(['Control+Enter', 'Tab']));
    await this.until((nodes) => nodes.some((one) => one.name === box.name && one.value === write.value), 'the factory shows its new value');
    if (await this.page.$('[data-truat=field]')) await this.page.keyboard.press('Escape');
  }

  async newFactory() {
    await this.goTo('#/factories');
    this.section = null;
    const isDialog = (nodes) => nodes.some((one) => one.role === 'dialog');
    const named = (nodes, role, name) => nodes.find((one) => one.role === role && one.name === name);
    const value = this.text();
    const name = (nodes) => isDialog(nodes) && named(nodes, 'textbox', 'ชื่อโรงงาน');
    await this.tapUntil((nodes) => named(nodes, 'button', 'เพิ่มโรงงาน'), name, 'a factory can be added');
    await this.type(name, value);
    await this.page.keyboard.press('Control+Enter');
    const add = (nodes) => name(nodes)?.value === value && named(nodes, 'button', 'เพิ่มโรงงาน');
    await this.until(add, 'its name stands in the dialog');
    this.makes({ label: 'commit.add_factory', writes: [{ field: 'kind', value: 'factory' }, { field: 'factory.name', value }] });
    await this.tapUntil(add, (nodes) => !isDialog(nodes) && named(nodes, 'textbox', 'ชื่อโรงงาน')?.value === value, 'the new factory is shown');
    const id = this.page.url().match(/#\/factories\/(\w+)/)[1];
    this.values.set(`${id} kind`, 'factory');
    this.values.set(`${id} factory.name`, value);
    this.factories.push(id);
    this.done.length = 0; // an undo would take back the whole factory
  }

  async undo() {
    const edit = this.done.pop();
    if (!edit) return this.answer();
    await this.hasLeftField();
    const before = edit.writes.map((write) => ({ record: write.record, field: write.field, value: write.before }));
    this.begin({ label: 'commit.undo', writes: before });
    this.undone.push(edit);
    await this.page.keyboard.press('Control+z');
    await this.page.waitForTimeout(this.random.between(40, 150));
  }

  async redo() {
    const edit = this.undone.pop();
    if (!edit) return this.undo();
    await this.hasLeftField();
    this.begin({ label: 'commit.redo', writes: edit.writes.map(({ record, field, value }) => ({ record, field, value })) });
    this.done.push(edit);
    await this.page.keyboard.press('Control+y');
    await this.page.waitForTimeout(this.random.between(40, 150));
  }

  // Who looks at the page after an edit and reads "saved" must not be told so too early.
  async looks() {
    await this.page.waitForTimeout(600);
    const said = (await this.seen()).find((one) => one.role === 'status' && /^(บันทึกแล้ว|กำลังบันทึก)/.test(one.name))?.name ?? '';
    if (!said.startsWith('บันทึกแล้ว')) return;
    this.session.looked++;
    assert.ok(this.acknowledged >= this.session.edits.length,
              `the page says “${said}” while ${this.session.edits.length - this.acknowledged} edits are not kept`);
  }

  // Until the browser is killed.
  async work() {
    const acts = { answer: 5, answersByKeys: 5, note: 5, factoryField: 4, newFactory: 1, undo: 3, redo: 2, photo: 1, looks: 1 };
    const all = Object.entries(acts).flatMap(([act, share]) => Array(share).fill(act));
    for (;;) {
      this.act = this.random.one(all);
      await this[this.act]();
      await this.page.waitForTimeout(this.random.one([0, 0, 30, this.random.between(0, 300)]));
    }
  }

  // --- what was being typed when the browser was killed

  isAskedAboutTexts(nodes) {
    return nodes.some((one) => one.role === 'dialog' && one.name === 'ข้อความที่พิมพ์ค้างไว้');
  }

  // Each text that is offered back is used or thrown away. Gives the edits that this made.
  async decidesAboutKeptTexts() {
    const resumed = [];
    for (;;) {
      const nodes = await this.seen();
      const dialog = nodes.findIndex((one) => one.role === 'dialog' && one.name === 'ข้อความที่พิมพ์ค้างไว้');
      if (dialog < 0) return resumed;
      const isOf = (name, text) => name === text || (name.length > 100 && text.startsWith(name.replace(/…$/, '')));
      const typed = [...this.session.typed.keys()];
      const shown = nodes.slice(dialog).find(({ name }) => typed.some((text) => isOf(name, text)))?.name;
      const text = typed.find((one) => shown && isOf(shown, one));
      assert.ok(text, `what is offered as typed was never typed: ${nodes.slice(dialog).map((one) => one.name).join(' | ')}`);
      const isUsed = this.random.isTrue(0.5);
      if (isUsed) resumed.push(this.session.typed.get(text));
      const isShown = (now) => now.some((one) => one.name === shown && one.role === 'text');
      await this.tapUntil((now) => (isShown(now) ? now.find((one) => one.role === 'button' && one.name === (isUsed ? 'ใช้ข้อความนี้' : 'ทิ้ง')) : null),
                          (now) => !isShown(now), 'the text is used or thrown away');
    }
  }
}
