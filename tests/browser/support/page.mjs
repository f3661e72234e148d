// What tests do with the page itself: open it, wait until it stands still, type as a keyboard does.

// Opens the site and waits for its first frame.
export async function openSite(page, url) {
  await page.goto(url);
  await running(page);
}

export async function running(page) {
  await page.waitForFunction(() => document.documentElement.dataset.state?.match(/^running$|^failed/), undefined, { timeout: 60000 });
  const state = await page.evaluate(() => document.documentElement.dataset.state);
  if (state !== 'running') throw new Error(`the page did not start: ${state}: ${await page.locator('#stop-reason').textContent()}`);
}

export function framesDrawn(page) {
  return page.evaluate(() => globalThis.truatPage.module._truat_frames_drawn());
}

// How many frames have been drawn, and in how many milliseconds the next one is planned: below 0 where none is.
function drawing(page) {
  return page.evaluate(() => {
    const { module } = globalThis.truatPage;
    return [module._truat_frames_drawn(), module._truat_frame_due_in?.() ?? -1];
  });
}

// Resolves when no frame has been drawn for `quiet` milliseconds, and none is about to be: the tree over the canvas follows
// what is drawn a tenth of a second later.
export async function still(page, quiet = 300, timeout = 20000) {
  const soon = 150;
  const end = Date.now() + timeout;
  let [seen] = await drawing(page);
  let since = Date.now();
  while (Date.now() - since < quiet) {
    if (Date.now() > end) throw new Error(`the page has not stood still for ${quiet} ms within ${timeout} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [now, due] = await drawing(page);
    if (now !== seen || (due >= 0 && due <= soon)) {
      seen = now;
      since = Date.now();
    }
  }
}

// Types any text, Thai too, as key events of the keyboard; Playwright's own sends none for Thai.
export async function typeKeys(page, text) {
  const session = await page.context().newCDPSession(page);
  for (const key of text) {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key });
  }
  await session.detach();
}
