// What has to work in every browser, because browsers differ in it: keys, text, clipboard, wheel, files
// and storage.
import { expect } from '@playwright/test';
import { crmExports } from './data';
import type { User } from './user';

const withSample = async (user: User) => {
  await user.click('link', 'Load the sample portfolio');
  await user.openAccount('Wexmoor Foods');
};

export const everywhere: Record<string, (user: User) => Promise<void>> = {
  async 'an edit of the sample is saved and there again after a reload'(user) {
    const typed = "Rød grød / d'Or, Łódź"; // letters of other keyboards; signs that start a search in Firefox
    await withSample(user);
    await user.type('textbox', 'Sector', typed);
    await user.isSaved();
    await user.reload();
    await user.sees(/24 accounts/);
    await user.openAccount('Wexmoor Foods');
    await user.holds('textbox', 'Sector', typed);
  },

  async 'a change made just before the page is loaded anew is kept'(user) {
    await withSample(user);
    await user.isSaved();
    await user.type('textbox', 'Sector', 'Frozen food');
    await user.reload();
    await user.sees(/24 accounts/);
    await user.openAccount('Wexmoor Foods');
    await user.holds('textbox', 'Sector', 'Frozen food');
  },

  async 'text is copied, cut and pasted with the keys of every program'(user) {
    await withSample(user);
    await user.type('textbox', 'Sector', 'Frozen food');
    await user.click('textbox', 'Sector');
    await user.press('ControlOrMeta+a', 'ControlOrMeta+c', 'Escape');
    await user.click('textbox', 'Region');
    await user.press('ControlOrMeta+a', 'ControlOrMeta+v', 'Enter');
    await user.holds('textbox', 'Region', 'Frozen food');
    await user.click('textbox', 'Region');
    await user.press('ControlOrMeta+a', 'ControlOrMeta+x', 'Enter');
    await user.holds('textbox', 'Region', '');
    await user.click('textbox', 'Region');
    await user.press('ControlOrMeta+v', 'End', 'Backspace', 'Enter');
    await user.holds('textbox', 'Region', 'Frozen foo');
  },

  async 'a change is undone and done again with the keyboard'(user) {
    await withSample(user);
    await user.type('textbox', 'Sector', 'Frozen food');
    await user.holds('textbox', 'Sector', 'Frozen food');
    await user.press('ControlOrMeta+z');
    await user.hears(/^Undone/);
    await user.press('ControlOrMeta+Shift+z');
    await user.hears(/^Done again/);
    await user.holds('textbox', 'Sector', 'Frozen food');
  },

  async 'the wheel scrolls the list under the pointer'(user) {
    const topOf = (row: number) => user.evaluate((index) =>
      document.querySelector(`#mirror [aria-rowindex="${index}"]`)?.getBoundingClientRect().top ?? 0, row);
    await user.click('link', 'Load the sample portfolio');
    await user.has('row', 'Skagerholm Terminals');
    const before = await topOf(12);
    await user.wheel('row', 'Skagerholm Terminals', 100);
    await expect.poll(() => topOf(12)).toBeCloseTo(before - 100, 0);
    await user.wheel('row', 'Skagerholm Terminals', -100);
    await expect.poll(() => topOf(12)).toBeCloseTo(before, 0);
  },

  async 'what is printed is the whole page, and the screen stays as it was'(user) {
    const look = () => user.evaluate(() => {
      const screen = document.querySelector<HTMLCanvasElement>('#keyplan-canvas');
      return { size: `${screen?.width} x ${screen?.height}`, title: document.title, sheets: document.querySelectorAll('#paper canvas').length };
    });
    await withSample(user);
    const before = await look();
    expect(before.sheets).toBe(0);
    const sheets = await user.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return Array.from(document.querySelectorAll<HTMLCanvasElement>('#paper canvas'), (sheet) => {
        const { data } = sheet.getContext('2d')?.getImageData(0, 0, sheet.width, sheet.height) ?? {};
        let light = 0;
        let dark = 0;
        data?.forEach((value, at) => {
          if (at % 4 !== 0) return; // red stands for the others
          if (value > 200) ++light;
          else ++dark;
        });
        return { width: sheet.width, height: sheet.height, light, dark };
      });
    });
    expect(sheets.length).toBeGreaterThan(1);
    for (const sheet of sheets) {
      expect(sheet.width / sheet.height).toBeGreaterThanOrEqual(1.5); // lies on a sheet of paper
      expect(sheet.light).toBeGreaterThan(sheet.dark); // ink on paper
      expect(sheet.dark).toBeGreaterThan(1000);
    }
    expect((await look()).title).toMatch(/Wexmoor Foods/);
    await user.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await look()).toEqual(before);
  },

  async 'a folder of exports becomes a plan, and the plan a file that opens again'(user) {
    await user.importsAll(crmExports);
    await user.openAccount('Pennard Breweries');
    await user.type('textbox', 'Sector', 'Brewing');
    await user.holds('textbox', 'Sector', 'Brewing');
    const exported = await user.downloads(() => user.press('ControlOrMeta+s'));
    expect(exported.name).toMatch(/\.keyplan$/);
    await user.press('ControlOrMeta+k');
    await user.write('Start another plan');
    await user.press('Enter');
    await user.has('heading', 'Plan your accounts');
    await user.choosesFiles(() => user.press('ControlOrMeta+o'), exported);
    await user.hears(/^Nothing new/); // beside what this browser kept of the plan
    await user.openAccount('Pennard Breweries');
    await user.holds('textbox', 'Sector', 'Brewing');
  },
};
