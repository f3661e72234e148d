// Files that people hand to the page and get from it (src/platform/files.h).
addToLibrary({
  $TruatFiles__deps: ['$Truat'],
  $TruatFiles: {
    next: 0,
    picked: new Map(),
    outgoing: new Map(),
    // For each file: number, name, type, size.
    describe(files) {
      return [...files].flatMap((file) => {
        const id = ++TruatFiles.next;
        TruatFiles.picked.set(id, file);
        return [String(id), file.name, file.type, String(file.size)];
      });
    },
    // As the browser would share it: some share no .json. Nothing where it shares no files.
    shared({ parts, name, type }) {
      const forms = [new File(parts, name, { type }), new File(parts, `${name}.txt`, { type: 'text/plain' })];
      return forms.find((file) => navigator.canShare?.({ files: [file] }));
    },
    url(file) {
      const url = URL.createObjectURL(new Blob(file.parts, { type: file.type }));
      setTimeout(() => URL.revokeObjectURL(url), 10 * 60 * 1000);
      return url;
    },
  },

  truat_files_pick__deps: ['$TruatFiles', '$Truat', '$UTF8ToString'],
  truat_files_pick: (accept, several, camera, ticket) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = UTF8ToString(accept);
    input.multiple = !!several;
    if (camera) input.setAttribute('capture', 'environment');
    input.hidden = true;
    document.body.append(input);
    const finish = () => {
      Truat.reply(ticket, ...TruatFiles.describe(input.files));
      input.remove();
    };
    input.addEventListener('change', finish, { once: true });
    input.addEventListener('cancel', finish, { once: true });
    input.click();
  },

  truat_files_watch_drops__deps: ['$TruatFiles', '$Truat'],
  truat_files_watch_drops: (dropTicket, hoverTicket) => {
    const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
    let depth = 0;
    const hover = (now) => {
      if (now !== depth > 0) Truat.reply(hoverTicket, now ? '1' : '');
    };
    addEventListener('dragenter', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      hover(true);
      depth++;
    });
    addEventListener('dragleave', (event) => {
      if (!hasFiles(event) || depth === 0) return;
      if (depth === 1) hover(false);
      depth--;
    });
    addEventListener('dragover', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    });
    addEventListener('drop', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (depth > 0) hover(false);
      depth = 0;
      Truat.reply(dropTicket, ...TruatFiles.describe(event.dataTransfer.files));
    });
  },

  truat_files_read__deps: ['$TruatFiles', '$Truat'],
  truat_files_read: (id, offset, length, ticket) => {
    const file = TruatFiles.picked.get(id);
    if (!file) return Truat.failLater(ticket, 'file_unreadable', '');
    file.slice(offset, offset + length).arrayBuffer().then(
      (bytes) => Truat.reply(ticket, new Uint8Array(bytes)),
      () => Truat.fail(ticket, 'file_unreadable', file.name),
    );
  },

  truat_files_release__deps: ['$TruatFiles'],
  truat_files_release: (id) => {
    TruatFiles.picked.delete(id);
  },

  truat_outgoing_open__deps: ['$TruatFiles', '$UTF8ToString'],
  truat_outgoing_open: (name, type) => {
    const id = ++TruatFiles.next;
    TruatFiles.outgoing.set(id, { name: UTF8ToString(name), type: UTF8ToString(type), parts: [] });
    return id;
  },
  // As a Blob each part may lie on disk rather than in memory.
  truat_outgoing_append__deps: ['$TruatFiles'],
  truat_outgoing_append: (id, bytes, length) => {
    TruatFiles.outgoing.get(id).parts.push(new Blob([HEAPU8.slice(bytes, bytes + length)]));
  },
  truat_outgoing_close__deps: ['$TruatFiles'],
  truat_outgoing_close: (id) => {
    TruatFiles.outgoing.delete(id);
  },

  truat_outgoing_save__deps: ['$TruatFiles'],
  truat_outgoing_save: (id) => {
    const file = TruatFiles.outgoing.get(id);
    const link = document.createElement('a');
    link.href = TruatFiles.url(file);
    link.download = file.name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
  },

  truat_outgoing_show__deps: ['$TruatFiles'],
  truat_outgoing_show: (id) => {
    window.open(TruatFiles.url(TruatFiles.outgoing.get(id)), '_blank');
  },

  truat_files_can_share__deps: ['$TruatFiles'],
  truat_files_can_share: () => TruatFiles.shared({ parts: ['{}'], name: 'a.truat.json', type: 'application/json' }) !== undefined,

  // Answers with nothing in its part where the person chose no program.
  truat_outgoing_share__deps: ['$TruatFiles', '$Truat'],
  truat_outgoing_share: (id, ticket) => {
    const share = async () => {
      await navigator.share({ files: [TruatFiles.shared(TruatFiles.outgoing.get(id))] });
    };
    share().then(
      () => Truat.reply(ticket, '1'),
      (error) => (error?.name === 'AbortError' ? Truat.reply(ticket, '') : Truat.fail(ticket, 'share_refused', Truat.reason(error))),
    );
  },

  truat_outgoing_print__deps: ['$TruatFiles', '$Truat'],
  truat_outgoing_print: (id, ticket) => {
    const frame = document.createElement('iframe');
    // Out of sight, but with the width of a page: a frame that is not displayed prints nothing in some browsers.
    Object.assign(frame.style, { position: 'fixed', left: '-10000px', top: '0', width: '210mm', height: '297mm', border: '0' });
    frame.setAttribute('aria-hidden', 'true');
    frame.dataset.truat = 'print';
    document.querySelector('iframe[data-truat="print"]')?.remove();
    frame.addEventListener('load', async () => {
      try {
        const page = frame.contentDocument;
        await page.fonts.ready;
        await Promise.allSettled([...page.images].map((image) => image.decode()));
        frame.contentWindow.focus();
        frame.contentWindow.print();
        Truat.reply(ticket);
      } catch (error) {
        Truat.fail(ticket, 'print_failed', Truat.reason(error));
      }
    }, { once: true });
    frame.src = TruatFiles.url(TruatFiles.outgoing.get(id));
    document.body.append(frame);
  },
});
