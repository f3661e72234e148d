// A person who does not see the page: reads the tree of ARIA elements as the browser computes it, and has a keyboard and
// no mouse.
import { Person } from './person.mjs';
import { running, still } from './page.mjs';

const patience = Number(process.env.TRUAT_PATIENCE ?? 30000);

export class Reader extends Person {
  node(role, name, nth = 0) {
    return this.page.locator('#truat-tree').getByRole(role, { name, exact: typeof name === 'string' }).nth(nth);
  }

  // As assistive technology does: the focus goes to the element.
  async focus(role, name, { nth = 0 } = {}) {
    const node = this.node(role, name, nth);
    await node.waitFor({ state: 'attached', timeout: patience });
    await node.focus();
    await still(this.page, 150);
  }

  async press(role, name, options = {}) {
    await this.focus(role, name, options);
    await this.key('Enter');
  }

  // A field opens where the focus comes to it.
  async fill(name, text, options = {}) {
    await this.focus('textbox', name, options);
    await this.typeIntoOpen(text);
  }

  async pressAndReload(role, name) {
    await this.focus(role, name);
    const loaded = this.page.waitForEvent('load', { timeout: patience });
    await this.page.keyboard.press('Enter');
    await loaded;
    await running(this.page);
    await this.waitForText(/บันทึกแล้ว|Saved|ท่านคือใคร/);
    await still(this.page, 300);
  }
}
