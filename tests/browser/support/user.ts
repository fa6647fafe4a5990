// What a test can do and see, in the user's words, the same in every browser. Things are found by
// role and name through the accessibility mirror. Below are what the driver of a browser has to
// bring, and the words made of it.
import { expect, type Page } from '@playwright/test';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Role = Parameters<Page['getByRole']>[0];
export type Name = string | RegExp;
export interface GivenFile {
  name: string;
  bytes: string | Buffer;
}
export interface TakenFile {
  name: string;
  bytes: Buffer;
}

// Texts are found as Playwright does: a string is part of a text in any case, and blanks count once.
export function matches(found: string, wanted: Name): boolean {
  const text = found.replace(/\s+/g, ' ').trim();
  return typeof wanted === 'string' ? text.toLowerCase().includes(wanted.toLowerCase()) : wanted.test(text);
}

export abstract class User {
  readonly complaints: string[] = []; // of the page, on the console

  abstract open(address: string): Promise<void>;
  abstract reload(): Promise<void>;
  abstract evaluate<Given, Result>(work: (given: Given) => Result, given?: Given): Promise<Awaited<Result>>;
  abstract click(role: Role, name: Name): Promise<void>;
  abstract wheel(role: Role, name: Name, pixels: number): Promise<void>; // pointing at it
  abstract press(...chords: string[]): Promise<void>;
  abstract write(text: string): Promise<void>;
  abstract has(role: Role, name: Name): Promise<void>;
  abstract holds(role: 'textbox' | 'searchbox', name: Name, value: Name): Promise<void>;
  abstract choosesFiles(openChooser: () => Promise<void>, ...files: GivenFile[]): Promise<void>;
  abstract downloads(act: () => Promise<void>): Promise<TakenFile>;

  async started(): Promise<void> {
    await this.until('the page has started', () => this.evaluate(() =>
      // What is pressed while a stored plan opens is not meant for that plan.
      !document.querySelector('#loading') && document.querySelector('#mirror > *') !== null &&
      ![...document.querySelectorAll('#mirror *')].some((element) => element.ariaLabel === 'Opening')));
  }

  // As a person types: click, replace everything, leave with Enter.
  async type(role: 'textbox' | 'searchbox', name: Name, text: string, leaveWith = 'Enter'): Promise<void> {
    await this.click(role, name);
    await this.press('ControlOrMeta+a');
    await this.write(text);
    if (leaveWith) await this.press(leaveWith);
  }

  async openAccount(name: string): Promise<void> {
    await this.press('ControlOrMeta+k');
    await this.write(name);
    await this.press('Enter');
    await this.has('heading', name);
  }

  async importsAll(files: readonly GivenFile[]): Promise<void> {
    await this.drops(...files);
    await this.sees('What we found');
    await this.click('button', /^Import [\d,]+ records/);
    await this.hears(/^Done: import/);
  }

  async sees(text: Name): Promise<void> {
    await this.until(`one sees ${text}`, async () => {
      const texts = await this.evaluate(() => [...document.querySelectorAll('#mirror *')].map(({ textContent }) => textContent ?? ''));
      return texts.some((found) => matches(found, text));
    });
  }

  async hears(text: Name): Promise<void> {
    await this.until(`one hears ${text}`, async () =>
      matches(await this.evaluate(() => document.querySelector('#announcements')?.textContent ?? ''), text));
  }

  // Before it settles, the page may still say so of the state before the last change.
  async isSaved(): Promise<void> {
    await this.settles();
    await this.sees(/^Saved on this device \d/);
  }

  // Real drag events with real files.
  async drops(...files: GivenFile[]): Promise<void> {
    await this.evaluate((given) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of given) {
        dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      }
      for (const event of ['dragenter', 'dragover', 'drop']) {
        document.querySelector('#keyplan-canvas')?.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })));
  }

  async framesDrawn(): Promise<number> {
    return this.evaluate(() => (globalThis as unknown as { keyplan: { framesDrawn(): number } }).keyplan.framesDrawn());
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

  protected async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    await expect.poll(holds, { message: what, intervals: [50, 100, 250] }).toBe(true);
  }

  // For drivers that tell nothing of downloads: the file that comes to the folder, when it is whole.
  protected async arrivesIn(folder: string, act: () => Promise<void>): Promise<TakenFile> {
    const names = () => (existsSync(folder) ? readdirSync(folder) : []);
    const before = new Set(names());
    await act();
    let [name, size] = ['', 0];
    await this.until('the download is whole', async () => {
      const fresh = names().filter((found) => !before.has(found));
      const sizeBefore = size;
      name = fresh[0] ?? '';
      size = name === '' ? 0 : readFileSync(join(folder, name)).length;
      return fresh.length === 1 && size > 0 && size === sizeBefore;
    });
    return { name, bytes: readFileSync(join(folder, name)) };
  }
}
