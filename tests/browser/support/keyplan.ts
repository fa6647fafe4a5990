// What a test can do and see, in the user's words. Things are found by role and name through the
// accessibility mirror; the mouse then acts on the canvas at that place.
import { expect, test as base, type Download, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { Site } from './site';

type Role = Parameters<Page['getByRole']>[0];
export interface GivenFile {
  name: string;
  bytes: string | Buffer;
}

export class Keyplan {
  readonly complaints: string[] = [];
  private readonly addresses: string[] = [];

  constructor(readonly page: Page) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`page error: ${error.message}`));
    page.on('request', (request) => this.addresses.push(request.url()));
  }

  async open(address: string): Promise<void> {
    await this.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await this.page.goto(address);
    await this.started();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.started();
  }

  async started(): Promise<void> {
    await expect(this.page.locator('#loading')).toHaveCount(0);
    await expect(this.page.locator('#mirror > *').first()).toBeAttached();
    // What is pressed while a stored plan opens is not meant for that plan.
    await expect(this.page.getByRole('main', { name: 'Opening' })).toHaveCount(0);
  }

  find(role: Role, name: string | RegExp, options: { exact?: boolean } = {}): Locator {
    return this.page.getByRole(role, { name, exact: typeof name === 'string', ...options });
  }

  async click(role: Role, name: string | RegExp): Promise<void> {
    await this.find(role, name).click({ force: true });
  }

  async doubleClick(role: Role, name: string | RegExp): Promise<void> {
    await this.find(role, name).dblclick({ force: true });
  }

  // As a person types: click, replace everything, leave with Enter.
  async type(role: 'textbox' | 'searchbox', name: string | RegExp, text: string, leaveWith = 'Enter'): Promise<void> {
    await this.click(role, name);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
    if (leaveWith) await this.page.keyboard.press(leaveWith);
  }

  // As a screen reader or a form tool does: sets the value of the mirrored field.
  async fill(role: 'textbox' | 'searchbox', name: string | RegExp, text: string): Promise<void> {
    await this.find(role, name).fill(text, { force: true });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.locator('#mirror').getByText(text).first()).toBeAttached();
  }

  async hears(text: string | RegExp): Promise<void> {
    await expect(this.page.locator('#announcements')).toContainText(text);
  }

  async choosesFiles(openChooser: () => Promise<void>, ...files: GivenFile[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await openChooser();
    await (await chooser).setFiles(files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })));
  }

  // Real drag events with real files.
  async drops(...files: GivenFile[]): Promise<void> {
    const data = await this.page.evaluateHandle((given) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of given) {
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      }
      return transfer;
    }, files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })));
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('#keyplan-canvas', event, { dataTransfer: data });
    }
  }

  async pastes(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  }

  async copied(chord: 'copy' | 'cut' = 'copy'): Promise<string> {
    return this.page.evaluate((kind) => {
      const data = new DataTransfer();
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true }));
      return data.getData('text/plain');
    }, chord);
  }

  async downloads(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const starting = this.page.waitForEvent('download');
    await act();
    const download: Download = await starting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  async framesDrawn(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as { keyplan: { framesDrawn(): number } }).keyplan.framesDrawn());
  }

  // Until the page has stopped drawing.
  async settles(): Promise<void> {
    let before = -1;
    await expect.poll(async () => {
      const now = await this.framesDrawn();
      const still = now === before;
      before = now;
      return still;
    }, { intervals: [200] }).toBe(true);
  }

  expectNoComplaints(): void {
    expect(this.complaints).toEqual([]);
  }

  expectNoForeignRequests(own: string): void {
    const foreign = this.addresses.filter((address) => !address.startsWith(own) && !/^(data|blob):/.test(address));
    expect(foreign).toEqual([]);
  }
}

// `keyplan`: the hosted page, freshly opened in an empty profile. After the test, the page must not
// have complained about anything nor asked anybody else for anything.
export const test = base.extend<{ keyplan: Keyplan }, { site: Site }>({
  site: [
    async ({}, use) => {
      const site = await Site.start();
      await use(site);
      site.stop();
    },
    { scope: 'worker' },
  ],
  keyplan: async ({ page, site }, use) => {
    const keyplan = new Keyplan(page);
    await keyplan.open(site.address);
    await use(keyplan);
    keyplan.expectNoComplaints();
    keyplan.expectNoForeignRequests(site.address);
  },
});

export { expect };
