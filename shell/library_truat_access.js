// The tree of ARIA elements over the canvas (src/platform/access_tree.h). The pointer goes through it to the canvas.
addToLibrary({
  $truatAccess__deps: ['$UTF8ToString'],
  $truatAccess: {
    root: null,
    nodes: [],
    states: { disabled: 'aria-disabled', checked: 'aria-checked', selected: 'aria-selected', expanded: 'aria-expanded',
              invalid: 'aria-invalid', required: 'aria-required', readonly: 'aria-readonly' },

    wanted() {
      return new URLSearchParams(location.search).get('tree') === '1' || document.documentElement.dataset.tree === '1';
    },

    make() {
      const root = document.createElement('div');
      root.id = 'truat-tree';
      root.setAttribute('role', 'application');
      root.setAttribute('aria-label', 'Truat');
      Object.assign(root.style, { position: 'absolute', left: '0', top: '0', width: '100%', height: '100%',
                                  overflow: 'hidden', pointerEvents: 'none' });
      document.getElementById('canvas').after(root);
      return root;
    },

    element(role) {
      const node = document.createElement('div');
      Object.assign(node.style, { position: 'absolute', overflow: 'hidden', opacity: '0' });
      node.setAttribute('role', role);
      node.addEventListener('click', () => _truat_access_event(0, node.truatId));
      node.addEventListener('focus', () => _truat_access_event(1, node.truatId));
      return node;
    },

    // Only what differs from the last time is written: each write may make a screen reader speak.
    update(node, item, before) {
      node.truatId = item.id;
      if (!before || before.name !== item.name) node.setAttribute('aria-label', item.name);
      if (!before || before.value !== item.value) {
        if (item.value === undefined) node.removeAttribute('aria-valuetext');
        else node.setAttribute('aria-valuetext', item.value);
        node.textContent = item.value === undefined ? '' : item.value;
      }
      if (!before || before.description !== item.description) {
        if (item.description === undefined) node.removeAttribute('aria-description');
        else node.setAttribute('aria-description', item.description);
      }
      if (item.level) node.setAttribute('aria-level', item.level);
      for (const [key, attribute] of Object.entries(truatAccess.states)) {
        if (before && before[key] === item[key]) continue;
        if (item[key] === undefined) node.removeAttribute(attribute);
        else node.setAttribute(attribute, String(item[key]));
      }
      if (!before || before.current !== item.current) {
        if (item.current) node.setAttribute('aria-current', 'page');
        else node.removeAttribute('aria-current');
      }
      if (item.id && item.id !== 0) node.tabIndex = -1;
      const [x, y, w, h] = item.box;
      if (!before || String(before.box) !== String(item.box)) {
        Object.assign(node.style, { left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px` });
      }
      if (item.focused && document.activeElement !== node && truatAccess.root.contains(document.activeElement)) {
        node.focus({ preventScroll: true });
      }
    },

    show(items) {
      if (!truatAccess.root) truatAccess.root = truatAccess.make();
      const byKey = new Map(truatAccess.nodes.map((entry) => [entry.key, entry]));
      const seen = new Map();
      const entries = [];
      for (const item of items) {
        const name = item.id ? `${item.role}#${item.id}` : `${item.role}:${item.name}`;
        const count = (seen.get(name) || 0) + 1;
        seen.set(name, count);
        const key = `${name}/${count}`;
        const known = byKey.get(key);
        byKey.delete(key);
        const node = known ? known.node : truatAccess.element(item.role);
        truatAccess.update(node, item, known && known.item);
        entries.push({ key, node, item });
      }
      for (const { node } of byKey.values()) node.remove();
      let at = truatAccess.root.firstChild;
      for (const { node } of entries) {
        if (at === node) at = at.nextSibling;
        else truatAccess.root.insertBefore(node, at);
      }
      truatAccess.nodes = entries;
    },
  },

  truat_access_wanted__deps: ['$truatAccess'],
  truat_access_wanted: () => (truatAccess.wanted() ? 1 : 0),

  truat_access_show__deps: ['$truatAccess', '$UTF8ToString'],
  truat_access_show: (text, length) => truatAccess.show(JSON.parse(UTF8ToString(text, length))),
});
