// What the frame loop asks of the page around the canvas (src/app/frame_loop_web.cpp).
addToLibrary({
  // The first frame stands: the loading screen goes.
  truat_page_ready: function () {
    globalThis.truatPage?.ready();
  },

  truat_page_failed: function (problem) {
    globalThis.truatPage?.fail(UTF8ToString(problem));
  },

  // Keys, focus and pixel ratio, as a page rather than a game has them.
  truat_page_watch: function () {
    const canvas = document.getElementById('canvas');
    canvas.focus({ preventScroll: true });

    // SDL swallows every function key and every Ctrl combination; these belong to the browser.
    const browserLetters = new Set(['r', 'p', 't', 'n', 'w', 'l', 'd', 'o', 'u', 'j', 'h', '+', '-', '=', '0']);
    const browserKeys = new Set(['F1', 'F3', 'F5', 'F6', 'F7', 'F11', 'F12']);
    const isBrowsers = (event) =>
      browserKeys.has(event.key) || ((event.ctrlKey || event.metaKey) && browserLetters.has(event.key.toLowerCase()));
    for (const type of ['keydown', 'keyup']) {
      canvas.addEventListener(type, (event) => isBrowsers(event) && event.stopImmediatePropagation(), { capture: true });
    }

    // What is pressed on the canvas is let go on it too: over the field that the press opened, or outside the window.
    canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));

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
