// The tree of ARIA elements over the canvas (src/platform/access_tree.h). The pointer goes through it to the canvas.
addToLibrary({
  $truatAccess__deps: ['$UTF8ToString', '$TruatOverlay'],
  $truatAccess: {
    // Whether the tree is asked for; null: not looked yet.
    asked: null,
    root: null,
    top: null, // the entry of the root
    entries: [],
    lastNumber: 0,
    // Focus that the program moves is no wish of the person.
    isMoving: false,
    isShowing: false,
    switch: null,
    off: null,

    remembered(choice) {
      try {
        if (choice !== undefined) localStorage.setItem('truat.tree', choice ? '1' : '0');
        return localStorage.getItem('truat.tree') === '1';
      } catch {
        return false; // a browser that keeps nothing: the choice holds until the page goes
      }
    },

    wanted() {
      if (truatAccess.asked === null) {
        truatAccess.asked = new URLSearchParams(location.search).get('tree') === '1' || truatAccess.remembered();
        truatAccess.offer();
        truatAccess.turn(truatAccess.asked);
      }
      return truatAccess.asked;
    },

    // With the tree, Tab goes through its elements and not to the canvas.
    turn(on) {
      truatAccess.asked = on;
      const canvas = document.getElementById('canvas');
      canvas.tabIndex = on ? -1 : 0;
      if (on && document.activeElement === canvas) canvas.blur();
      if (on) canvas.setAttribute('aria-hidden', 'true');
      else canvas.removeAttribute('aria-hidden');
      if (!on && truatAccess.root) {
        TruatOverlay.moveTo(canvas.parentElement);
        truatAccess.root.remove();
        truatAccess.root = null;
        truatAccess.entries = [];
      }
      truatAccess.switch.setAttribute('aria-pressed', String(on));
      truatAccess.off.hidden = on;
      for (const type of ['keydown', 'keyup']) {
        if (on) document.addEventListener(type, truatAccess.passKey, true);
        else document.removeEventListener(type, truatAccess.passKey, true);
      }
    },

    // The first stop of the page, seen only with the focus.
    offer() {
      const button = document.createElement('button');
      button.id = 'truat-tree-switch';
      button.type = 'button';
      const words = (lang, text) => Object.assign(document.createElement('span'), { lang, textContent: text });
      button.append(words('th', 'โหมดโปรแกรมอ่านหน้าจอ '), words('en', 'Screen reader mode'));
      const hide = () => Object.assign(button.style, { transform: 'translateY(-200%)' });
      Object.assign(button.style, { position: 'fixed', left: '8px', top: '8px', zIndex: '3', margin: '0' });
      hide();
      button.addEventListener('focus', () => { button.style.transform = 'none'; });
      button.addEventListener('blur', hide);
      button.addEventListener('click', () => {
        truatAccess.turn(!truatAccess.asked);
        truatAccess.remembered(truatAccess.asked);
        _truat_request_frame();
      });
      const place = document.createElement('nav');
      place.setAttribute('aria-label', 'Truat');
      place.append(button);
      // Without the tree the page is one picture; this is what there is to read of it.
      const off = document.createElement('main');
      const title = document.createElement('h1');
      title.append(words('th', 'ตรวจ '), words('en', 'Truat'));
      const sentence = document.createElement('p');
      sentence.append(words('th', 'หน้านี้เป็นภาพ เปิดโหมดโปรแกรมอ่านหน้าจอด้วยปุ่มก่อนหน้านี้ '),
                      words('en', 'This page is a picture. Turn on the screen reader mode with the button before this.'));
      off.append(title, sentence);
      Object.assign(off.style, { position: 'fixed', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' });
      document.body.prepend(place, off);
      truatAccess.switch = button;
      truatAccess.off = off;
      truatAccess.offerFirst();
    },

    // The canvas has the focus from the start and Tab stays in it; so the first Tab, while nobody has used the page yet,
    // goes to the switch, and the next one into the canvas.
    offerFirst() {
      const canvas = document.getElementById('canvas');
      const over = new AbortController();
      const look = (event) => {
        if (event.type === 'keydown' && ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
        over.abort();
        if (event.key !== 'Tab' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        truatAccess.switch.focus();
      };
      for (const type of ['keydown', 'pointerdown']) canvas.addEventListener(type, look, { capture: true, signal: over.signal });
    },

    make() {
      const root = document.createElement('div');
      root.id = 'truat-tree';
      root.tabIndex = -1;
      Object.assign(root.style, { position: 'fixed', left: '0', top: '0', width: '100%', height: '100%', overflow: 'hidden',
                                  pointerEvents: 'none', color: 'transparent', whiteSpace: 'nowrap' });
      document.getElementById('canvas').after(root);
      truatAccess.root = root;
      truatAccess.top = { number: 0, node: root, box: [0, 0] };
      document.getElementById('canvas').addEventListener('focus', truatAccess.followFocus);
      root.addEventListener('focusout', ({ target, relatedTarget }) => {
        // What a change of the tree takes the focus from has it again, or leaves it to the page: keys that are down stay so.
        if (truatAccess.isShowing || target === TruatOverlay.element || truatAccess.takesKeys(relatedTarget)) return;
        _truat_keys_released();
      });
    },

    // Whether keys reach the program from there. Where they do not, those that are down would seem down for ever.
    takesKeys(node) {
      if (node === document.getElementById('canvas')) return true;
      return node !== TruatOverlay.element && Boolean(truatAccess.root?.contains(node));
    },

    // Keys belong to the program, as on the canvas. Tab is the browser's: it knows the way out of the page.
    passKey(event) {
      const { target } = event;
      const canvas = document.getElementById('canvas');
      const mine = target === document.body || (target !== canvas && truatAccess.takesKeys(target));
      if (!mine || !event.isTrusted || event.key === 'Tab') return;
      if (!canvas.dispatchEvent(new KeyboardEvent(event.type, event))) event.preventDefault();
    },

    // The element that stands for what has the focus in the program.
    followFocus() {
      const { activeElement } = document;
      if (activeElement === TruatOverlay.element) return;
      const free = activeElement === document.body || activeElement === document.getElementById('canvas') || truatAccess.root?.contains(activeElement);
      const entry = truatAccess.entries.find((one) => one.item.f);
      // The canvas is hidden from assistive technology, so the focus does not stay on it.
      const node = entry ? entry.node : activeElement === document.getElementById('canvas') ? truatAccess.root : null;
      if (free && node && node !== activeElement) truatAccess.move(node);
    },

    move(node) {
      truatAccess.isMoving = true;
      node.focus({ preventScroll: true });
      truatAccess.isMoving = false;
    },

    element(role) {
      const node = document.createElement('div');
      Object.assign(node.style, { position: 'absolute', overflow: 'visible' });
      if (role) node.setAttribute('role', role);
      return node;
    },

    widget(node, id) {
      node.id = `truat-${id}`;
      node.addEventListener('click', (event) => {
        event.stopPropagation();
        _truat_access_event(0, id);
      });
      node.addEventListener('focus', () => truatAccess.isMoving || _truat_access_event(1, id));
    },

    // Only what differs from the last time is written: each write may make a screen reader speak.
    update(entry, item, parent) {
      const { node, item: before } = entry;
      const now = item.a ?? {};
      const was = before?.a ?? {};
      for (const name in was) if (!(name in now)) node.removeAttribute(name);
      for (const name in now) if (was[name] !== now[name]) node.setAttribute(name, now[name]);
      if (before?.t !== item.t) {
        entry.text?.remove();
        entry.text = item.t === undefined ? null : document.createTextNode(item.t);
        if (entry.text) node.prepend(entry.text);
      }
      if (item.i && (!before || before.s !== item.s)) node.tabIndex = item.s ? 0 : -1;
      const [x, y, w, h] = item.b;
      const place = [x - parent.box[0], y - parent.box[1], w, h];
      if (!entry.place || entry.place.some((edge, i) => edge !== place[i])) {
        Object.assign(node.style, { left: `${place[0]}px`, top: `${place[1]}px`, width: `${w}px`, height: `${h}px` });
        entry.place = place;
      }
      const cut = item.c ? `inset(${item.c.map((edge) => `${edge}px`).join(' ')})` : '';
      if (cut !== (entry.cut ?? '')) node.style.clipPath = entry.cut = cut;
      entry.box = item.b;
      entry.item = item;
    },

    // The landmark or dialog that a widget stands in; null where there is no tree.
    homeOf(id) {
      const { root, entries } = truatAccess;
      let node = entries.find((entry) => entry.item.i === id)?.node;
      while (node && node.parentElement !== root) node = node.parentElement;
      return node ?? root?.querySelector(':scope > [role=dialog], :scope > [role=main]') ?? null;
    },

    // What keeps its key keeps its element, so that a screen reader does not lose its place; what is spoken when it
    // changes keeps it whatever it says.
    keyOf(item, parent, seen) {
      const spoken = item.r === 'status' || item.r === 'alert';
      const name = item.i ?? (spoken ? '' : item.a?.['aria-label'] ?? item.t ?? '');
      const key = `${parent.number}/${item.r ?? ''}/${name}`;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return `${key}/${count}`;
    },

    show(items) {
      truatAccess.isShowing = true;
      truatAccess.put(items);
      truatAccess.isShowing = false;
    },

    put(items) {
      if (!truatAccess.root) truatAccess.make();
      const known = new Map(truatAccess.entries.map((entry) => [entry.key, entry]));
      const seen = new Map();
      const entries = [];
      for (const item of items) {
        const parent = item.p === undefined ? truatAccess.top : entries[item.p];
        const key = truatAccess.keyOf(item, parent, seen);
        let entry = known.get(key);
        if (!entry) {
          entry = { key, number: ++truatAccess.lastNumber, node: truatAccess.element(item.r), text: null, item: null };
          if (item.i) truatAccess.widget(entry.node, item.i);
        }
        known.delete(key);
        entries.push(entry);
      }
      const hadFocus = truatAccess.root.contains(document.activeElement);
      // What is gone goes first: what stays need not be moved then, and keeps the focus.
      for (const { node } of known.values()) {
        if (node.contains(TruatOverlay.element)) TruatOverlay.moveTo(truatAccess.root);
        node.remove();
      }
      truatAccess.top.next = truatAccess.root.firstChild;
      items.forEach((item, index) => {
        const entry = entries[index];
        const parent = item.p === undefined ? truatAccess.top : entries[item.p];
        truatAccess.update(entry, item, parent);
        if (parent.next === entry.node) parent.next = entry.node.nextSibling;
        else parent.node.insertBefore(entry.node, parent.next);
        entry.next = entry.text ? entry.text.nextSibling : entry.node.firstChild;
      });
      truatAccess.entries = entries;
      TruatOverlay.moveHome();
      truatAccess.followFocus();
      // What had the focus is gone, and nothing took it: the page's heading is where a new page is read from.
      if (hadFocus && document.activeElement === document.body) {
        const heading = truatAccess.root.querySelector('[aria-level="1"]');
        if (heading) {
          heading.tabIndex = -1;
          truatAccess.move(heading);
        }
      }
    },
  },

  truat_access_wanted__deps: ['$truatAccess'],
  truat_access_wanted: () => (truatAccess.wanted() ? 1 : 0),

  truat_access_show__deps: ['$truatAccess', '$UTF8ToString'],
  truat_access_show: (text, length) => truatAccess.show(JSON.parse(UTF8ToString(text, length))),
});
