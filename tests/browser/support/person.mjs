// A person at the page: finds what to press by role and name in the tree over the canvas, and uses real mouse and keyboard.
import { openSite, running, still } from './page.mjs';

const patience = Number(process.env.TRUAT_PATIENCE ?? 30000); // milliseconds until a thing that does not come is missing

export class Person {
  constructor(browser) {
    this.browser = browser;
    this.page = browser.page;
  }

  async open(url) {
    await openSite(this.page, `${url}?tree=1`);
    await this.page.waitForSelector('#truat-tree', { state: 'attached', timeout: patience });
    await still(this.page);
  }

  async reload() {
    await this.page.reload();
    await running(this.page);
    await still(this.page);
  }

  // The element of a role (or one of several: 'textbox|searchbox'; 'text' for what is only read) whose name is, or
  // matches, `name`; where it is and what it says of itself.
  async find(role, name, { nth = 0, timeout = patience } = {}) {
    const end = Date.now() + timeout;
    for (;;) {
      const found = await this.page.evaluate(({ wantedRole, text, pattern, index }) => {
        const regex = pattern === null ? null : new RegExp(pattern);
        const tree = document.getElementById('truat-tree');
        const selectors = wantedRole.split('|').map((one) => (one === 'text' ? 'div:not([role])' : `[role="${one}"]`));
        const own = (node) => [...node.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join('');
        const nameOf = (node) => node.getAttribute('aria-label') ?? own(node);
        const node = [...(tree?.querySelectorAll(selectors.join(',')) ?? [])].filter((one) => {
          const its = nameOf(one);
          return regex ? regex.test(its) : its === text || (!one.hasAttribute('role') && its.startsWith(`${text}: `));
        })[index];
        if (!node) return null;
        // What is seen of it: a scroll area may hide the rest.
        const box = node.getBoundingClientRect();
        const [top, right, bottom, left] = [...node.style.clipPath.matchAll(/-?[\d.]+/g)].map(Number);
        // CSS drops what it can: one number is all four edges, two are top and side, three leave the left out.
        const cut = { top: top ?? 0, right: right ?? top ?? 0, bottom: bottom ?? top ?? 0, left: left ?? right ?? top ?? 0 };
        const [x, y] = [box.x + cut.left, box.y + cut.top];
        const [width, height] = [box.width - cut.left - cut.right, box.height - cut.top - cut.bottom];
        const is = (attribute) => node.getAttribute(attribute) === 'true';
        return { x, y, width, height, name: nameOf(node), id: node.id,
                 disabled: is('aria-disabled'), checked: is('aria-checked'), selected: is('aria-selected') || is('aria-current'),
                 sorted: node.getAttribute('aria-sort'), description: node.getAttribute('aria-description'),
                 value: node.getAttribute('aria-valuetext') ?? (node.hasAttribute('aria-label') ? own(node) : own(node).slice(`${text}: `.length)) };
      }, { wantedRole: role, text: name instanceof RegExp ? null : name, pattern: name instanceof RegExp ? name.source : null, index: nth });
      if (found) return found;
      if (Date.now() > end) throw new Error(`no ${role} "${name}" on the page; there are: ${(await this.names()).join(' | ')}`);
      await this.page.waitForTimeout(50);
    }
  }

  async sees(role, name, options) {
    try {
      await this.find(role, name, { timeout: 2000, ...options });
      return true;
    } catch {
      return false;
    }
  }

  // Everything the tree says, as "role: name = what else it says".
  names() {
    return this.page.evaluate(() => [...document.querySelectorAll('#truat-tree :not([data-truat])')].map((node) => {
      const own = [...node.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data).join('');
      const words = [node.getAttribute('aria-label'), own, node.getAttribute('aria-valuetext'), node.getAttribute('aria-description')];
      return `${node.getAttribute('role') ?? 'text'}: ${words.filter((one) => one).join(' = ')}`;
    }));
  }

  async allText() {
    return (await this.names()).join('\n');
  }

  async waitForText(text, timeout = patience) {
    const end = Date.now() + timeout;
    for (;;) {
      const all = await this.allText();
      if (text instanceof RegExp ? text.test(all) : all.includes(text)) return;
      if (Date.now() > end) throw new Error(`the page never said "${text}"; it says:\n${all}`);
      await this.page.waitForTimeout(100);
    }
  }

  // Presses what it finds, by the mouse, and returns what that was.
  async press(role, name, options) {
    const box = await this.find(role, name, options);
    if (box.disabled) throw new Error(`${role} "${name}" cannot be pressed: ${box.description}`);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.waitForTimeout(30);
    await this.page.mouse.up();
    await still(this.page, 150);
    return box;
  }

  async key(key) {
    await this.page.keyboard.press(key, { delay: 20 });
    await still(this.page, 150);
  }

  async keys(...all) {
    for (const key of all) await this.key(key);
  }

  // What the browser was given to print: the text of the hidden frame.
  async paper() {
    const end = Date.now() + patience;
    for (;;) {
      const frame = this.page.frames().find((one) => one !== this.page.mainFrame());
      const text = frame ? await frame.evaluate(() => document.body?.innerText ?? '') : '';
      if (text.length > 100) return text;
      if (Date.now() > end) throw new Error('nothing was given to the browser to print');
      await this.page.waitForTimeout(100);
    }
  }

  // Presses what makes the page load anew, and waits until it runs again and its records are open.
  async pressAndReload(role, name) {
    const box = await this.find(role, name);
    const loaded = this.page.waitForEvent('load', { timeout: patience });
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { delay: 30 });
    await loaded;
    await running(this.page);
    await this.waitForText(/บันทึกแล้ว|Saved|ท่านคือใคร/);
    await still(this.page, 300);
  }

  // As a link or the browser's history does.
  async goTo(address) {
    await this.page.evaluate((hash) => { location.hash = hash; }, address);
    await still(this.page, 200);
  }

  async scrollDown(x, y, by = 300) {
    await this.page.mouse.move(x, y);
    await this.page.mouse.wheel(0, by);
    await still(this.page, 150);
  }

  // Opens a field by the mouse, types as the keyboard and its input method do, and leaves it by Ctrl+Enter.
  async fill(name, text, options) {
    await this.press('textbox|searchbox', name, options);
    await this.typeIntoOpen(text);
  }

  // The same in the field that is open already.
  async typeIntoOpen(text) {
    await this.page.waitForSelector('[data-truat=field]', { timeout: patience });
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Control+Enter');
    await still(this.page, 200);
  }

  async chooseFile(act, ...files) {
    const chooser = this.page.waitForEvent('filechooser', { timeout: patience });
    await act();
    await (await chooser).setFiles(files);
    await still(this.page, 400);
  }

  async download(act) {
    const download = this.page.waitForEvent('download', { timeout: patience });
    await act();
    return (await download).path();
  }

  async waitUntilSaved() {
    await this.waitForText(/บันทึกแล้ว|Saved/);
    await still(this.page, 300);
  }
}
