// The field being typed in: one <input> or <textarea> over the canvas (src/platform/text_overlay.h).
addToLibrary({
  $TruatOverlay__deps: ['$Truat', '$truatAccess'],
  $TruatOverlay: {
    element: null,
    id: 0,
    asEvents: false,
    revision: 0,
    targets: null,
    // A grid's cells take what is typed and pasted while no field is open.
    takesTyping: false,
    watchesTyping: false,
    // Opened by a finger before the frame knows; the timer that closes it again.
    provisional: 0,
    events: [],
    sheet: null,
    isMoving: false, // from one parent to another: what happens to its focus is no leaving

    canvas() {
      return document.getElementById('canvas');
    },
    tell(kind, key = 0, composing = false) {
      const overlay = TruatOverlay;
      if (overlay.provisional) return;
      overlay.events.push(String(kind), String(overlay.id), overlay.element.value, String(key), composing ? '1' : '');
      _truat_wake();
    },
    // The placeholder's colour is the only thing that no property of the element can say.
    styleSheet() {
      if (TruatOverlay.sheet) return;
      TruatOverlay.sheet = new CSSStyleSheet();
      TruatOverlay.sheet.replaceSync('[data-truat=field]::placeholder{color:var(--truat-placeholder);opacity:1}');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, TruatOverlay.sheet];
    },

    open(spec) {
      const overlay = TruatOverlay;
      overlay.styleSheet();
      const element = document.createElement(spec.kind === 'multi_line' ? 'textarea' : 'input');
      element.dataset.truat = 'field';
      if (spec.kind === 'password') element.type = 'password';
      element.autocomplete = 'off';
      element.setAttribute('autocapitalize', 'off');
      element.setAttribute('autocorrect', 'off');
      const keyboards = { integer: 'numeric', decimal: 'decimal', telephone: 'tel', email: 'email', date: 'numeric', search: 'search' };
      element.inputMode = keyboards[spec.kind] ?? 'text';
      element.enterKeyHint = spec.kind === 'multi_line' ? 'enter' : spec.kind === 'search' ? 'search' : 'done';
      element.value = spec.text;
      overlay.element = element;
      overlay.id = spec.id;
      overlay.revision = spec.revision;
      overlay.listen(element);
      (overlay.canvas().parentElement ?? document.body).append(element);
    },

    place(spec) {
      const { element } = TruatOverlay;
      const canvas = TruatOverlay.canvas().getBoundingClientRect();
      const px = (number) => `${number}px`;
      const style = {
        position: 'fixed', opacity: '1', pointerEvents: 'auto', margin: '0', border: '0', outline: 'none', background: 'none', boxSizing: 'border-box', resize: 'none',
        borderRadius: '0', appearance: 'none', zIndex: '1',
        left: px(canvas.left + spec.x), top: px(canvas.top + spec.y), width: px(spec.width), height: px(spec.height),
        padding: `${px(spec.padding_y)} ${px(spec.padding_x)}`,
        clipPath: spec.clip
          ? `inset(${px(Math.max(0, spec.clip[1] - spec.y))} ${px(Math.max(0, spec.x + spec.width - spec.clip[2]))} ` +
            `${px(Math.max(0, spec.y + spec.height - spec.clip[3]))} ${px(Math.max(0, spec.clip[0] - spec.x))})`
          : 'none',
        fontFamily: `"${spec.font}"`, fontWeight: String(spec.weight), fontSize: px(spec.font_px), lineHeight: px(spec.line_height),
        // The canvas draws glyph by glyph, without kerning or ligatures between them.
        fontKerning: 'none', fontVariantLigatures: 'none', letterSpacing: '0', fontVariantNumeric: 'tabular-nums', textAlign: spec.align,
        color: spec.colour, caretColor: spec.caret, overflow: spec.kind === 'multi_line' ? 'auto' : 'hidden',
      };
      for (const [name, value] of Object.entries(style)) if (element.style[name] !== value) element.style[name] = value;
      element.style.setProperty('--truat-placeholder', spec.placeholder_colour);
      element.placeholder = spec.placeholder;
      const say = (name, value) => (value ? element.setAttribute(name, value) : element.removeAttribute(name));
      element.setAttribute('aria-label', spec.label);
      say('aria-description', spec.description);
      say('aria-invalid', spec.invalid && 'true');
      say('aria-required', spec.required && 'true');
      say('aria-activedescendant', spec.active_option && `truat-${spec.active_option}`);
      element.lang = spec.language;
      element.spellcheck = spec.spell_check;
      if (spec.max_length > 0) element.maxLength = spec.max_length;
      else element.removeAttribute('maxlength');
    },

    show(spec) {
      const overlay = TruatOverlay;
      overlay.asEvents = spec.as_events;
      const isNew = !overlay.element || overlay.id !== spec.id;
      const opens = isNew || overlay.provisional !== 0;
      if (isNew) {
        overlay.close(1);
        overlay.open(spec);
      } else if (opens) {
        overlay.adopt();
        overlay.revision = spec.revision;
        overlay.element.value = spec.text;
      } else if (overlay.revision !== spec.revision) {
        overlay.revision = spec.revision;
        if (overlay.element.value !== spec.text) overlay.element.value = spec.text;
      }
      overlay.place(spec);
      overlay.moveHome();
      if (opens) {
        overlay.element.focus({ preventScroll: true });
        const caret = spec.caret_at ?? spec.text.length;
        if (spec.select_all) overlay.element.select();
        else overlay.element.setSelectionRange(caret, caret);
      }
    },

    adopt() {
      clearTimeout(TruatOverlay.provisional);
      TruatOverlay.provisional = 0;
    },

    // For those who do not see the canvas the field is part of what its box is part of: inside a dialog nothing else is
    // reached.
    moveHome() {
      const home = TruatOverlay.element && !TruatOverlay.provisional ? truatAccess.homeOf(TruatOverlay.id) : null;
      if (home) TruatOverlay.moveTo(home);
    },

    moveTo(home) {
      const { element } = TruatOverlay;
      if (!element || element.parentElement === home) return;
      if (home.moveBefore) return home.moveBefore(element, null);
      const { selectionStart, selectionEnd } = element;
      const hadFocus = document.activeElement === element;
      TruatOverlay.isMoving = true;
      home.append(element);
      if (hadFocus) element.focus({ preventScroll: true });
      element.setSelectionRange(selectionStart, selectionEnd);
      TruatOverlay.isMoving = false;
    },

    // A tap, not a swipe, on a field that is not open.
    watchTaps() {
      const overlay = TruatOverlay;
      let start = null;
      const place = (touch) => {
        const canvas = overlay.canvas().getBoundingClientRect();
        return { x: touch.clientX - canvas.left, y: touch.clientY - canvas.top };
      };
      overlay.canvas().addEventListener('touchstart', (event) => {
        start = event.touches.length === 1 ? place(event.touches[0]) : null;
      }, { passive: true });
      overlay.canvas().addEventListener('touchend', (event) => {
        if (!start) return;
        const { x, y } = place(event.changedTouches[0]);
        if (Math.hypot(x - start.x, y - start.y) > 10) return;
        const hit = overlay.targets.find((one) => x >= one.x && y >= one.y && x < one.x + one.width && y < one.y + one.height);
        if (!hit) return;
        overlay.close(1);
        overlay.open({ ...hit, text: '', revision: -1 });
        const { style } = overlay.element;
        const canvas = overlay.canvas().getBoundingClientRect();
        Object.assign(style, { position: 'fixed', left: `${canvas.left + hit.x}px`, top: `${canvas.top + hit.y}px`, opacity: '0' });
        overlay.element.focus({ preventScroll: true });
        overlay.provisional = setTimeout(() => overlay.close(), 1000);
      }, { passive: true });
    },

    // Before SDL sees the keys: it would keep the browser from pasting, and knows no Thai letters.
    watchTyping() {
      const overlay = TruatOverlay;
      const isFree = () => overlay.takesTyping && !overlay.element && !/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');
      const say = (kind, text) => {
        overlay.events.push(String(kind), '0', text, '0', '');
        _truat_wake();
      };
      addEventListener('keydown', (event) => {
        if (!isFree() || event.isComposing || event.keyCode === 229) return;
        const isCommand = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
        if (isCommand && !event.altKey && !event.shiftKey && event.code === 'KeyV') {
          event.stopImmediatePropagation(); // and the browser pastes
          return;
        }
        if (isCommand || (event.altKey && !event.getModifierState('AltGraph'))) return;
        if (event.key === ' ' || [...event.key].length !== 1) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        say(8, event.key);
      }, { capture: true });
      overlay.canvas().addEventListener('contextmenu', (event) => event.preventDefault()); // headings have one of their own
      addEventListener('paste', (event) => {
        if (!isFree()) return;
        event.preventDefault();
        say(9, event.clipboardData?.getData('text/plain') ?? '');
      }, { capture: true });
    },

    // `kind` is the event that the closing is told as; without it nothing is told.
    close(kind) {
      const overlay = TruatOverlay;
      const { element } = overlay;
      if (!element) return;
      if (kind !== undefined && !overlay.provisional) overlay.tell(kind);
      overlay.adopt();
      const hadFocus = document.activeElement === element;
      overlay.element = null;
      element.remove();
      if (hadFocus) overlay.canvas().focus({ preventScroll: true });
    },

    listen(element) {
      const overlay = TruatOverlay;
      const mine = () => overlay.element === element;
      const pageKeys = { ArrowUp: 1, ArrowDown: 2, PageUp: 3, PageDown: 4, Home: 5, End: 6 };
      element.addEventListener('input', (event) => mine() && overlay.tell(0, 0, event.isComposing));
      element.addEventListener('compositionend', () => mine() && overlay.tell(0));
      element.addEventListener('keydown', (event) => {
        if (!mine() || event.isComposing || event.keyCode === 229) return;
        const single = element.tagName === 'INPUT';
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (event.key === 'Tab' && plain) {
          overlay.close(event.shiftKey ? 4 : 3);
        } else if (event.key === 'Escape') {
          overlay.close(2);
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          overlay.close(5);
        } else if (event.key === 'Enter' && single) {
          if (overlay.asEvents) overlay.tell(6, 7);
          else overlay.close(event.shiftKey ? 7 : 5);
        } else if (overlay.asEvents && plain && !event.shiftKey && pageKeys[event.key]) {
          overlay.tell(6, pageKeys[event.key]);
        } else {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
      });
      // Another window in front is no leaving: the field is still the page's active element then.
      element.addEventListener('blur', () => mine() && !overlay.isMoving && document.activeElement !== element && overlay.close(1));
      const scrolls = () => element.tagName === 'TEXTAREA' && element.scrollHeight > element.clientHeight;
      const pass = (event) => overlay.canvas().dispatchEvent(new event.constructor(event.type, event));
      element.addEventListener('wheel', (event) => {
        if (scrolls() && !event.ctrlKey) return;
        event.preventDefault();
        pass(event);
      }, { passive: false });
      element.addEventListener('mousemove', pass);
    },
  },

  truat_overlay_show__deps: ['$TruatOverlay', '$UTF8ToString'],
  truat_overlay_show: (json) => TruatOverlay.show(JSON.parse(UTF8ToString(json))),

  truat_overlay_targets__deps: ['$TruatOverlay', '$UTF8ToString'],
  truat_overlay_targets: (json) => {
    if (!TruatOverlay.targets) TruatOverlay.watchTaps();
    TruatOverlay.targets = JSON.parse(UTF8ToString(json));
  },

  truat_overlay_close__deps: ['$TruatOverlay'],
  truat_overlay_close: (kind) => TruatOverlay.close(kind < 0 ? undefined : kind),

  truat_overlay_take_typing__deps: ['$TruatOverlay'],
  truat_overlay_take_typing: (takes) => {
    TruatOverlay.takesTyping = takes !== 0;
    if (takes === 0 || TruatOverlay.watchesTyping) return;
    TruatOverlay.watchesTyping = true;
    TruatOverlay.watchTyping();
  },

  truat_overlay_is_open__deps: ['$TruatOverlay'],
  // wasm hands unsigned numbers over as signed ones.
  truat_overlay_is_open: (id) => TruatOverlay.element !== null && TruatOverlay.id === id >>> 0,

  truat_overlay_take__deps: ['$TruatOverlay', '$Truat'],
  truat_overlay_take: () => {
    if (!TruatOverlay.events.length) return 0;
    return Truat.pack(TruatOverlay.events.splice(0));
  },

  truat_register_font__deps: ['$UTF8ToString'],
  truat_register_font: (family, weight, bytes, length) => {
    const face = new FontFace(UTF8ToString(family), HEAPU8.slice(bytes, bytes + length), {
      weight: String(weight), ascentOverride: '112%', descentOverride: '48%', lineGapOverride: '0%',
    });
    document.fonts.add(face);
    face.load().catch((error) => console.error('a font was not taken by the browser:', error));
  },
});
