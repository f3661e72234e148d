// What the frame loop asks of the page around the canvas (src/app/frame_loop_web.cpp).
addToLibrary({
  // The first frame stands: the loading screen goes.
  truat_page_ready: function () {
    globalThis.truatPage?.ready();
  },

  truat_page_failed: function (problem) {
    globalThis.truatPage?.fail(UTF8ToString(problem));
  },

  // SDL looks at the canvas's size and the pixel ratio again.
  truat_page_resized: function () {
    dispatchEvent(new Event('resize'));
  },

  // Keys, focus and pixel ratio, as a page rather than a game has them.
  truat_page_watch__deps: ['$truatAccess'],
  truat_page_watch: function () {
    const canvas = document.getElementById('canvas');
    canvas.focus({ preventScroll: true });

    // SDL swallows every function key and every Ctrl combination; these belong to the browser.
    const browserLetters = new Set(['r', 'p', 't', 'n', 'w', 'l', 'd', 'o', 'u', 'j', 'h', '+', '-', '=', '0']);
    const browserKeys = new Set(['F1', 'F3', 'F5', 'F7', 'F11', 'F12']);
    // Letters that are not Latin go by their place, as the browser itself takes them.
    const letter = (event) => (/^[\x20-\x7e]$/.test(event.key) ? event.key : event.code.replace(/^(Key|Digit)/, '')).toLowerCase();
    // F6 goes through the page's parts, and from the last one on to the browser.
    const leaves = (event) => event.key === 'F6' && event.type === 'keydown' && !_truat_has_region(event.shiftKey ? -1 : 1);
    const isBrowsers = (event) =>
      browserKeys.has(event.key) || leaves(event) || ((event.ctrlKey || event.metaKey) && browserLetters.has(letter(event)));
    for (const type of ['keydown', 'keyup']) {
      canvas.addEventListener(type, (event) => isBrowsers(event) && event.stopImmediatePropagation(), { capture: true });
    }

    canvas.addEventListener('blur', (event) => truatAccess.takesKeys(event.relatedTarget) || _truat_keys_released());

    // What is pressed on the canvas is let go on it too: over the field that the press opened, or outside the window.
    canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));

    // Back from the browser's own store of pages, or thawed: what was drawn may be gone.
    addEventListener('pageshow', (event) => event.persisted && _truat_request_frame());
    document.addEventListener('resume', () => _truat_request_frame());

    canvas.addEventListener('contextmenu', (event) => event.preventDefault());

    // A window moved to a screen with other pixels gets no resize event of its own.
    const watchRatio = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        dispatchEvent(new Event('resize'));
        watchRatio();
      }, { once: true });
    };
    watchRatio();
  },
});
