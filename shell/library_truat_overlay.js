// The text element that lies over the field being typed in (src/platform/text_overlay.h).
addToLibrary({
  $truatOverlay__deps: ['$stringToNewUTF8', 'free'],
  $truatOverlay: {
    node: null,
    spec: null,
    closing: false,
    events: { changed: 0, committed: 1, cancelled: 2, tabbedOn: 3, tabbedBack: 4, entered: 5, key: 6 },
    keys: { ArrowUp: 1, ArrowDown: 2, PageUp: 3, PageDown: 4, Home: 5, End: 6, Enter: 7 },
    inputModes: { integer: 'numeric', decimal: 'decimal', telephone: 'tel', email: 'email', search: 'search', date: 'numeric' },

    colour(rgb) {
      return `#${rgb.toString(16).padStart(6, '0')}`;
    },

    tell(kind, key = 0, composing = false) {
      const text = stringToNewUTF8(truatOverlay.node.value);
      _truat_overlay_event(kind, truatOverlay.spec.id, text, key, composing ? 1 : 0);
      _free(text);
    },

    // Removing a focused element fires its blur, which must not count as the person leaving it.
    close(kind) {
      const node = truatOverlay.node;
      if (!node || truatOverlay.closing) return;
      truatOverlay.closing = true;
      if (kind !== undefined) truatOverlay.tell(kind);
      const hadFocus = document.activeElement === node;
      node.remove();
      truatOverlay.node = truatOverlay.spec = null;
      truatOverlay.closing = false;
      if (hadFocus) document.getElementById('canvas').focus({ preventScroll: true });
    },

    onKey(event) {
      event.stopPropagation();
      const { events, keys, spec } = truatOverlay;
      if (event.isComposing) return;
      if (event.key === 'Escape') truatOverlay.close(events.cancelled);
      else if (event.key === 'Tab') truatOverlay.close(event.shiftKey ? events.tabbedBack : events.tabbedOn);
      else if (spec.arrowKeys && keys[event.key] && !event.shiftKey) truatOverlay.tell(events.key, keys[event.key]);
      else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) truatOverlay.close(events.entered);
      else if (event.key === 'Enter' && spec.kind !== 'multi_line') truatOverlay.close(events.entered);
      else return;
      event.preventDefault();
    },

    onWheel(event) {
      const node = truatOverlay.node;
      if (node.tagName === 'TEXTAREA' && node.scrollHeight > node.clientHeight + 1) return;
      event.preventDefault();
      document.getElementById('canvas').dispatchEvent(new WheelEvent('wheel', event));
    },

    make(spec) {
      const multiLine = spec.kind === 'multi_line';
      const node = document.createElement(multiLine ? 'textarea' : 'input');
      if (!multiLine) node.type = 'text';
      node.className = 'truat-field';
      node.id = 'truat-field';
      node.autocomplete = 'off';
      node.setAttribute('autocapitalize', 'off');
      node.setAttribute('data-form-type', 'other');
      if (truatOverlay.inputModes[spec.kind]) node.inputMode = truatOverlay.inputModes[spec.kind];
      node.value = spec.text;
      node.addEventListener('input', (event) => truatOverlay.tell(truatOverlay.events.changed, 0, event.isComposing));
      node.addEventListener('keydown', truatOverlay.onKey);
      for (const type of ['keyup', 'keypress', 'mousedown', 'mouseup', 'touchstart', 'touchend']) {
        node.addEventListener(type, (event) => event.stopPropagation());
      }
      node.addEventListener('wheel', truatOverlay.onWheel, { passive: false });
      // Another window in front takes the focus too; the field is still open when the person comes back.
      node.addEventListener('blur', () => {
        if (document.hasFocus()) truatOverlay.close(truatOverlay.events.committed);
      });
      return node;
    },

    lay(node, spec) {
      const px = (hundredths) => `${hundredths / 100}px`;
      const [x, y, width, height] = spec.box;
      const box = document.getElementById('canvas').getBoundingClientRect();
      Object.assign(node.style, {
        position: 'absolute', left: px(x + box.left * 100), top: px(y + box.top * 100), width: px(width), height: px(height),
        margin: '0', padding: `${px(spec.paddingY)} ${px(spec.paddingX)}`, border: '0', outline: 'none', borderRadius: '0',
        background: 'transparent', boxSizing: 'border-box', resize: 'none', overflow: spec.kind === 'multi_line' ? 'auto' : 'hidden',
        fontFamily: `"${spec.font}", sans-serif`, fontSize: px(spec.fontSize), fontWeight: String(spec.weight),
        lineHeight: px(spec.lineHeight), textAlign: spec.align, color: truatOverlay.colour(spec.colour),
        caretColor: truatOverlay.colour(spec.caret), fontVariantNumeric: 'tabular-nums',
      });
      node.style.setProperty('--placeholder', truatOverlay.colour(spec.placeholderColour));
      if (spec.clip) {
        const [left, top, right, bottom] = spec.clip;
        const cut = [top - y, x + width - right, y + height - bottom, left - x].map((edge) => px(Math.max(0, edge)));
        node.style.clipPath = `inset(${cut.join(' ')})`;
      }
      node.placeholder = spec.placeholder;
      node.spellcheck = spec.spellCheck;
      node.lang = spec.language;
      node.setAttribute('aria-label', spec.label);
      if (spec.maxLength > 0) node.maxLength = spec.maxLength;
    },

    // The caret's place is told in bytes of UTF-8, the element counts in UTF-16 units.
    unitsOfBytes(text, bytes) {
      return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, bytes)).length;
    },

    show(spec) {
      const { node, spec: before, events } = truatOverlay;
      if (node && before.id === spec.id && before.kind === spec.kind) {
        truatOverlay.lay(node, spec);
        if (before.revision !== spec.revision) node.value = spec.text;
        truatOverlay.spec = spec;
        return;
      }
      truatOverlay.close(events.committed);
      truatOverlay.node = truatOverlay.make(spec);
      truatOverlay.spec = spec;
      truatOverlay.lay(truatOverlay.node, spec);
      document.getElementById('canvas').after(truatOverlay.node);
      truatOverlay.node.focus({ preventScroll: true });
      const end = spec.caretByte === undefined ? spec.text.length : truatOverlay.unitsOfBytes(spec.text, spec.caretByte);
      truatOverlay.node.setSelectionRange(spec.selectAll ? 0 : end, spec.selectAll ? spec.text.length : end);
    },
  },

  truat_overlay_font__deps: ['$UTF8ToString'],
  truat_overlay_font: (family, weight, bytes, length) => {
    const face = new FontFace(UTF8ToString(family), HEAPU8.slice(bytes, bytes + length), {
      weight: String(weight), ascentOverride: '112%', descentOverride: '48%', lineGapOverride: '0%',
    });
    face.load().then((loaded) => document.fonts.add(loaded));
    const sheet = document.styleSheets[0];
    const rule = '.truat-field::placeholder { color: var(--placeholder); opacity: 1; }';
    if (![...sheet.cssRules].some((one) => one.selectorText === '.truat-field::placeholder')) sheet.insertRule(rule);
  },

  truat_overlay_show__deps: ['$truatOverlay', '$UTF8ToString'],
  truat_overlay_show: (json, length) => truatOverlay.show(JSON.parse(UTF8ToString(json, length))),

  truat_overlay_hide__deps: ['$truatOverlay'],
  truat_overlay_hide: () => truatOverlay.close(),
});
