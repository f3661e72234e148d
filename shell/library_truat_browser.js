// The browser around the page (src/platform/browser.h).
addToLibrary({
  truat_preference_get__deps: ['$stringToNewUTF8', '$UTF8ToString'],
  truat_preference_get: (key) => {
    try {
      const value = localStorage.getItem(`truat.${UTF8ToString(key)}`);
      return value === null ? 0 : stringToNewUTF8(value);
    } catch {
      return 0;
    }
  },
  // A browser that refuses keeps no settings; the page works without.
  truat_preference_set__deps: ['$UTF8ToString'],
  truat_preference_set: (key, value) => {
    try {
      if (value) localStorage.setItem(`truat.${UTF8ToString(key)}`, UTF8ToString(value));
      else localStorage.removeItem(`truat.${UTF8ToString(key)}`);
    } catch (error) {
      console.warn('a setting was not kept:', error.message);
    }
  },

  truat_browser_language__deps: ['$stringToNewUTF8'],
  truat_browser_language: () => stringToNewUTF8(navigator.language || 'th'),
  truat_prefers_dark: () => matchMedia('(prefers-color-scheme: dark)').matches,
  truat_pointer_is_coarse: () => matchMedia('(pointer: coarse)').matches,
  truat_is_online: () => navigator.onLine,
  // Some browsers lay the keyboard over the page and only make the visual viewport smaller. A page that was zoomed with
  // two fingers has a small one too, and no keyboard.
  $TruatKeyboard: {
    covered: 0,
    isWatched: false,
    look() {
      const view = globalThis.visualViewport;
      const rect = document.getElementById('canvas').getBoundingClientRect();
      const covered = Math.round(rect.bottom - view.offsetTop - view.height);
      TruatKeyboard.covered = view.scale > 1.01 || covered < 1 ? 0 : covered;
      _truat_request_frame();
    },
    watch() {
      TruatKeyboard.isWatched = true;
      if (!globalThis.visualViewport) return;
      for (const type of ['resize', 'scroll']) visualViewport.addEventListener(type, TruatKeyboard.look);
    },
  },
  truat_covered_below__deps: ['$TruatKeyboard'],
  truat_covered_below: () => {
    if (!TruatKeyboard.isWatched) TruatKeyboard.watch();
    return TruatKeyboard.covered;
  },
  truat_pixel_ratio: () => devicePixelRatio || 1,
  truat_utc_offset: () => -new Date().getTimezoneOffset(),

  truat_watch_visibility__deps: ['$Truat'],
  truat_watch_visibility: (ticket) => {
    document.addEventListener('visibilitychange', () => Truat.reply(ticket, document.hidden ? 'hidden' : 'visible'));
    addEventListener('pagehide', () => Truat.reply(ticket, 'hidden'));
  },
  truat_watch_network__deps: ['$Truat'],
  truat_watch_network: (ticket) => {
    addEventListener('online', () => Truat.reply(ticket, 'online'));
    addEventListener('offline', () => Truat.reply(ticket, 'offline'));
  },
  truat_watch_appearance__deps: ['$Truat'],
  truat_watch_appearance: (ticket) => {
    for (const query of ['(prefers-color-scheme: dark)', '(pointer: coarse)']) {
      matchMedia(query).addEventListener('change', () => Truat.reply(ticket));
    }
  },

  truat_storage_estimate__deps: ['$Truat'],
  truat_storage_estimate: (ticket) => {
    Promise.all([navigator.storage?.estimate?.() ?? {}, navigator.storage?.persisted?.() ?? false]).then(
      ([estimate, persisted]) =>
        Truat.reply(ticket, String(Math.round(estimate.usage ?? 0)), String(Math.round(estimate.quota ?? 0)), persisted ? '1' : ''),
      (error) => Truat.fail(ticket, 'no_storage', Truat.reason(error)),
    );
  },
  truat_storage_persist__deps: ['$Truat'],
  truat_storage_persist: (ticket) => {
    Promise.resolve(navigator.storage?.persist?.() ?? false).then(
      (persisted) => Truat.reply(ticket, persisted ? '1' : ''),
      (error) => Truat.fail(ticket, 'no_storage', Truat.reason(error)),
    );
  },

  truat_clipboard_copy__deps: ['$Truat', '$UTF8ToString'],
  truat_clipboard_copy: (text, ticket) => {
    const string = UTF8ToString(text);
    const oldWay = () => {
      const area = document.createElement('textarea');
      area.value = string;
      area.setAttribute('aria-hidden', 'true');
      Object.assign(area.style, { position: 'fixed', opacity: '0' });
      const before = document.activeElement;
      document.body.append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      before?.focus?.({ preventScroll: true });
      if (!copied) throw new Error('copy was refused');
    };
    Promise.resolve()
      .then(() => (navigator.clipboard ? navigator.clipboard.writeText(string).catch(oldWay) : oldWay()))
      .then(() => Truat.reply(ticket), (error) => Truat.fail(ticket, 'clipboard_refused', Truat.reason(error)));
  },

  truat_locate__deps: ['$Truat'],
  truat_locate: (ticket) => {
    if (!navigator.geolocation) return Truat.failLater(ticket, 'position_unsupported');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => Truat.reply(ticket, coords.latitude.toFixed(6), coords.longitude.toFixed(6), String(Math.ceil(coords.accuracy))),
      (error) => Truat.fail(ticket, { 1: 'position_refused', 3: 'position_timeout' }[error.code] ?? 'position_unavailable'),
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 },
    );
  },

  // A list of one part: little-endian 32-bit byte offsets at which words begin.
  $TruatWords: { segmenter: undefined },
  truat_word_breaks__deps: ['$TruatWords', '$Truat', '$UTF8ToString', '$lengthBytesUTF8'],
  truat_word_breaks: (text, length) => {
    if (TruatWords.segmenter === undefined) {
      TruatWords.segmenter = globalThis.Intl?.Segmenter ? new Intl.Segmenter('th', { granularity: 'word' }) : null;
    }
    const offsets = [];
    if (TruatWords.segmenter) {
      let at = 0;
      for (const { segment } of TruatWords.segmenter.segment(Truat.text(HEAPU8.slice(text, text + length)))) {
        if (at > 0) offsets.push(at);
        at += lengthBytesUTF8(segment);
      }
    }
    return Truat.pack([new Uint8Array(Uint32Array.from(offsets).buffer)]);
  },

  truat_set_page_language__deps: ['$UTF8ToString'],
  truat_set_page_language: (language) => {
    document.documentElement.lang = UTF8ToString(language);
  },
  truat_set_page_title__deps: ['$UTF8ToString'],
  truat_set_page_title: (title) => {
    document.title = UTF8ToString(title);
  },
  truat_open_rescue_page: () => void window.open('rescue.html#diagnostics', '_blank', 'noopener'),
  // The last twenty, for the diagnostics file (shell/page/rescue_facts.js).
  truat_note_error__deps: ['$UTF8ToString'],
  truat_note_error: (key) => {
    try {
      const list = JSON.parse(localStorage.getItem('truat.errors') ?? '[]');
      list.push({ at: new Date().toISOString(), key: UTF8ToString(key), version: globalThis.truatVersions?.own.version });
      localStorage.setItem('truat.errors', JSON.stringify(list.slice(-20)));
    } catch (error) {
      console.warn('an error was not noted:', error.message);
    }
  },
  truat_reload_page: () => location.reload(),
});
