// Keyplan in Chromium and Firefox, driven by Playwright. The mouse acts on the canvas at the place of
// what was found in the mirror.
import { expect, test as base, type Download, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { chromium, firefox, firefoxDownloads, onDisplay } from './browsers';
import { Display } from './display';
import { Profile } from './profile';
import { Site } from './site';
import { User, type GivenFile, type Name, type Role, type TakenFile } from './user';

export class Keyplan extends User {
  private readonly addresses: string[] = [];

  constructor(readonly page: Page) {
    super();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`page error: ${error.message}`));
    // Without a listener Playwright only begins to catch file dialogs when one is waited for, which may
    // be after the page has opened it.
    page.on('filechooser', () => undefined);
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

  async evaluate<Given, Result>(work: (given: Given) => Result, given?: Given): Promise<Awaited<Result>> {
    return this.page.evaluate(work as (given: unknown) => Result, given) as Promise<Awaited<Result>>;
  }

  find(role: Role, name: Name, options: { exact?: boolean } = {}): Locator {
    return this.page.getByRole(role, { name, exact: typeof name === 'string', ...options });
  }

  async has(role: Role, name: Name): Promise<void> {
    await expect(this.find(role, name).first()).toBeAttached();
  }

  async holds(role: 'textbox' | 'searchbox', name: Name, value: Name): Promise<void> {
    await expect(this.find(role, name)).toHaveValue(value);
  }

  async click(role: Role, name: Name): Promise<void> {
    await this.find(role, name).click({ force: true });
  }

  async wheel(role: Role, name: Name, pixels: number): Promise<void> {
    await this.find(role, name).hover({ force: true });
    await this.page.mouse.wheel(0, pixels);
  }

  async press(...chords: string[]): Promise<void> {
    for (const chord of chords) await this.page.keyboard.press(chord);
  }

  async write(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async choosesFiles(openChooser: () => Promise<void>, ...files: GivenFile[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await openChooser();
    await (await chooser).setFiles(files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })));
  }

  async downloads(act: () => Promise<void>): Promise<TakenFile> {
    if (this.page.context().browser()?.browserType().name() === 'firefox') return this.arrivesIn(firefoxDownloads, act);
    const starting = this.page.waitForEvent('download');
    await act();
    const download: Download = await starting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  async picture(): Promise<Buffer> {
    const before = this.complaints.length;
    const picture = await this.page.locator('#keyplan-canvas').screenshot();
    // Playwright adds an empty style to pages of Firefox first, which the policy of ours refuses.
    const added = this.complaints.splice(before).filter((complaint) => !complaint.includes('style-src-elem'));
    this.complaints.push(...added);
    return picture;
  }

  expectNoForeignRequests(own: string): void {
    const foreign = this.addresses.filter((address) => !address.startsWith(own) && !/^(data|blob):/.test(address));
    expect(foreign).toEqual([]);
  }
}

interface InTest {
  keyplan: Keyplan;
  newProfile: (firefoxPrefs?: Record<string, boolean | number>) => Profile;
}

// `keyplan`: the hosted page, freshly opened in an empty profile. After the test, the page must not
// have complained about anything nor asked anybody else for anything.
export const test = base.extend<InTest, { site: Site }>({
  launchOptions: [
    async ({ browserName }, use) => {
      if (browserName !== 'firefox') return use(chromium);
      const display = await Display.start();
      await use({ ...firefox, env: onDisplay(display.name) });
      await display.stop();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const site = await Site.start();
      await use(site);
      site.stop();
    },
    { scope: 'worker' },
  ],
  newProfile: async ({ playwright, browserName, channel, launchOptions }, use) => {
    const options = channel === undefined ? launchOptions : { ...launchOptions, channel };
    const profiles: Profile[] = [];
    await use((prefs) => {
      const firefoxUserPrefs = { ...options.firefoxUserPrefs, ...prefs };
      const profile = new Profile(playwright[browserName], { ...options, firefoxUserPrefs });
      profiles.push(profile);
      return profile;
    });
    for (const profile of profiles) await profile.remove();
  },
  keyplan: async ({ page, site }, use, info) => {
    const keyplan = new Keyplan(page);
    await keyplan.open(site.address);
    await use(keyplan);
    if (info.status !== info.expectedStatus) return; // the picture of a failure brings complaints of its own
    keyplan.expectNoComplaints();
    keyplan.expectNoForeignRequests(site.address);
  },
});

export { expect };
