// The rescue page: shows what is stored, saves it, clears the program, deletes the records.
'use strict';
(() => {
  const find = (id) => document.getElementById(id);
  const read = [];

  // An element with texts; nothing here is ever parsed as HTML.
  function element(tag, { className = '', thai = '', english = '' } = {}, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (thai) node.append(thai);
    if (english) {
      const span = document.createElement('span');
      span.lang = 'en';
      span.textContent = english;
      node.append(' ', span);
    }
    node.append(...children);
    return node;
  }

  function save(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10 * 60 * 1000);
  }

  const day = () => new Date().toISOString().slice(0, 10);
  const shownTime = (time) => (time ? new Date(time).toLocaleString('th-TH', { dateStyle: 'medium', timeStyle: 'short' }) : '–');
  const inMegabytes = (bytes) => `${(bytes / 1048576).toFixed(2)} MB`;
  const sizeOf = (map) => [...map.values()].reduce((bytes, one) => bytes + one.byteLength, 0);

  function facts(rows) {
    const list = document.createElement('dl');
    for (const [thai, english, value] of rows) list.append(element('dt', { thai, english }), element('dd', {}, String(value)));
    return list;
  }

  async function busy(button, status, act) {
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      status.replaceChildren(element('span', { className: 'warning', thai: 'ทำไม่สำเร็จ', english: `This failed: ${error.name} ${error.message}` }));
    } finally {
      button.disabled = false;
    }
  }

  async function saveFile(workspace, status) {
    status.textContent = 'กำลังทำไฟล์… Making the file…';
    const made = await truatStore.makeFile(workspace, (share) => {
      status.textContent = `กำลังทำไฟล์ Making the file ${Math.round(share * 100)} %`;
    });
    save(made.blob, `truat-rescue-${workspace.name === 'truat' ? '' : 'sample-'}${day()}.truat.json`);
    const lost = made.damaged + made.damagedPhotos;
    status.replaceChildren(element('span', {
      thai: `บันทึกแล้ว ${made.commits} รายการ ${made.photos} รูป`,
      english: `Saved: ${made.commits} commits, ${made.operations} operations, ${made.photos} photos.`,
    }));
    if (lost) {
      status.append(element('p', {
        className: 'warning', thai: `ส่วนที่เสียหายอ่านไม่ได้ ${lost} ส่วน ให้บันทึกสำเนาดิบไว้ด้วย`,
        english: `${lost} damaged parts cannot be read; save the raw copy too.`,
      }));
    }
  }

  function draftList(drafts) {
    const details = element('details', {}, element('summary', { thai: `ข้อความที่พิมพ์ค้างไว้ ${drafts.length}`, english: `Texts being typed: ${drafts.length}` }));
    for (const { text, time } of drafts) details.append(element('p', {}, `${shownTime(time)}: ${text}`));
    return details;
  }

  async function showWorkspace(workspace) {
    const { commits, damaged } = await truatStore.commitsOf(workspace);
    // A store that was opened and never written to.
    if (!commits.length && !damaged && !workspace.drafts.size && !workspace.photoKeys.length) return null;
    const isOffice = workspace.name === 'truat';
    const drafts = truatStore.draftsOf(workspace);
    const status = element('p');
    status.setAttribute('role', 'status');
    const toSave = element('button', { thai: 'บันทึกทั้งหมดเป็นไฟล์', english: 'Save everything as a file' });
    const toSaveRaw = element('button', { className: 'quiet', thai: 'สำเนาดิบ', english: 'Raw copy' });
    for (const button of [toSave, toSaveRaw]) button.type = 'button';
    toSave.addEventListener('click', () => busy(toSave, status, () => saveFile(workspace, status)));
    toSaveRaw.addEventListener('click', () => busy(toSaveRaw, status, async () => {
      save(await truatStore.makeRawCopy(workspace), `truat-raw-${workspace.name}-${day()}.json`);
    }));
    const rows = [
      ['รายการบันทึก', 'Commits', commits.length],
      ['การเปลี่ยนแปลง', 'Operations', commits.reduce((count, commit) => count + commit.operationLines.length, 0)],
      ['รูปภาพ', 'Photos', workspace.photoKeys.length],
      ['ขนาด (ไม่รวมรูป)', 'Size', inMegabytes(sizeOf(workspace.hot) + sizeOf(workspace.cold))],
      ['บันทึกล่าสุด', 'Last saved', shownTime(commits.reduce((last, { header }) => (header.time > last ? header.time : last), ''))],
    ];
    if (damaged) rows.push(['ส่วนที่เสียหาย', 'Damaged parts', damaged]);
    return element('div', { className: 'store' },
      element('h3', isOffice ? { thai: 'ข้อมูลของสำนักงาน', english: 'The office’s records' } : { thai: 'สำนักงานตัวอย่าง', english: 'The sample office' }),
      facts(rows), ...(drafts.length ? [draftList(drafts)] : []), toSave, toSaveRaw, status);
  }

  async function showStored() {
    const place = find('stored');
    try {
      for (const name of truatStore.workspaces) read.push(await truatStore.readWorkspace(name));
      const parts = (await Promise.all(read.map(showWorkspace))).filter((part) => part !== null);
      place.replaceChildren(...(parts.length ? parts : [element('p', { thai: 'ไม่มีข้อมูลเก็บไว้ที่นี่', english: 'Nothing is stored here.' })]));
      if (parts.length) {
        place.append(element('p', {
          thai: 'ไฟล์ที่บันทึกนำเข้าได้ที่หน้า “แลกเปลี่ยนข้อมูล” ของโปรแกรมในเครื่องใดก็ได้ มีข้อมูลส่วนบุคคลและไม่ได้เข้ารหัส',
          english: 'The file can be imported on the page “Exchange” of the program on any PC. It holds personal data and is not encrypted.',
        }));
      }
    } catch (error) {
      place.replaceChildren(element('p', { className: 'warning', thai: 'อ่านข้อมูลไม่ได้', english: `The records cannot be read: ${error.name} ${error.message}` }));
    }
  }

  async function showFacts() {
    const text = JSON.stringify(await truatFacts.gather(read), null, 2);
    find('facts').textContent = text;
    find('save-facts').addEventListener('click', () => save(new Blob([`${text}\n`], { type: 'application/json' }), `truat-diagnostics-${day()}.json`));
  }

  async function clearProgram() {
    const here = new URL('./', document.baseURI);
    for (const registration of await (navigator.serviceWorker?.getRegistrations() ?? [])) {
      if (registration.scope === here.href) await registration.unregister();
    }
    for (const name of await caches.keys()) if (name.startsWith(`truat-site ${here.pathname} `)) await caches.delete(name);
    find('program-said').replaceChildren(element('span', { thai: 'ล้างโปรแกรมแล้ว กด “เปิดโปรแกรม” เพื่อโหลดใหม่', english: 'The program is cleared. Open it to load it again.' }));
  }

  async function deleteAll() {
    const databases = [...truatStore.workspaces.flatMap((name) => truatStore.databasesOf(name)), 'truat-keys'];
    for (const database of databases) await truatStore.remove(database);
    for (const key of Object.keys(localStorage)) if (key.startsWith('truat.')) localStorage.removeItem(key);
    find('delete-words').value = '';
    find('delete-said').replaceChildren(element('span', { thai: 'ลบข้อมูลทั้งหมดแล้ว', english: 'All records are deleted.' }));
    read.length = 0;
    await showStored();
  }

  find('clear-program').addEventListener('click', () => busy(find('clear-program'), find('program-said'), clearProgram));
  find('delete-words').addEventListener('input', () => {
    const words = find('delete-words').value.trim().toLowerCase();
    find('delete-all').disabled = words !== 'ลบข้อมูลทั้งหมด' && words !== 'delete everything';
  });
  find('delete-all').addEventListener('click', async () => {
    const said = find('delete-said');
    find('delete-all').disabled = true;
    try {
      await deleteAll();
    } catch (error) {
      said.replaceChildren(element('span', error.message === 'blocked'
        ? { className: 'warning', thai: 'ปิดแท็บอื่นของโปรแกรมก่อน แล้วพิมพ์ยืนยันใหม่', english: 'Close the program’s other tabs first, then confirm again.' }
        : { className: 'warning', thai: 'ลบไม่สำเร็จ', english: `Deleting failed: ${error.name} ${error.message}` }));
    }
  });
  find('take-version').addEventListener('click', () => truatVersions.take());

  if (navigator.serviceWorker?.controller) {
    truatVersions.onFound((found) => { find('other-version').hidden = !found; });
    truatVersions.start();
  }
  showStored().then(showFacts);
})();
