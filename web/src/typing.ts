// Keyboard, text and clipboard. Text comes from a small hidden field that holds the focus while the
// module edits text: only a real field gets input methods and the keyboards of phones. It stands at
// the module's caret, so that candidate windows open there, and shows itself while composing.

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import type { LongTextEditor } from './long_text.ts';
import { commandModifier, isClipboardChord, isMac, makesText, modifiers, takenFromBrowser } from './keys.ts';

// Phones report Backspace only when there is something to delete.
const filler = ' ';
const editing = new Set(['Backspace', 'Delete', 'Enter']);

export class Typing {
  private wanted = false;
  private composing = false;
  private copied: string | undefined;
  private inClipboardEvent = false;
  longText: LongTextEditor | undefined;

  constructor(
    private readonly surface: HTMLElement,
    private readonly field: HTMLTextAreaElement,
    private readonly core: Core,
    private readonly frames: Frames,
    private readonly scale: () => number,
    private readonly onPastedOutside: (data: DataTransfer) => void,
    private readonly settleFields: () => void, // sends what a mirrored field still holds back
  ) {
    addEventListener('keydown', (event) => this.key(event, true));
    addEventListener('keyup', (event) => this.key(event, false));
    addEventListener('focus', () => this.focus(true));
    addEventListener('blur', () => this.focus(false));
    document.addEventListener('copy', (event) => this.copy(event, 'c'));
    document.addEventListener('cut', (event) => this.copy(event, 'x'));
    document.addEventListener('paste', (event) => this.paste(event));
    field.addEventListener('compositionstart', () => this.compose(true));
    field.addEventListener('compositionend', (event) => {
      this.compose(false);
      this.type(event.data);
      this.clear();
    });
    field.addEventListener('input', (event) => this.input(event as InputEvent));
    this.clear();
  }

  // The module's answer to "where is the caret", after a frame.
  textInput(wanted: boolean, x: number, y: number, lineHeight: number): void {
    const { style } = this.field;
    const scale = this.scale();
    style.left = `${x / scale}px`;
    style.top = `${y / scale}px`;
    style.height = `${lineHeight / scale}px`;
    this.wanted = wanted;
    if (!this.mirrored(document.activeElement)) this.takeFocus();
  }

  // Phones open their keyboard only when this happens inside the touch.
  takeFocus(): void {
    const target = this.longText?.field ?? (this.wanted ? this.field : this.surface);
    const place = this.field.parentElement as HTMLElement; // there only while text is edited
    if (this.wanted) place.hidden = false;
    if (document.activeElement !== target) target.focus({ preventScroll: true });
    if (!this.wanted) place.hidden = true;
  }

  setClipboard(text: string): void {
    this.copied = text;
    if (!this.inClipboardEvent) this.core.after(() => this.writeClipboard(text));
  }

  // Pages served without encryption have no clipboard object, only the copy event.
  private writeClipboard(text: string): void {
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).catch(() => undefined);
      return;
    }
    this.inClipboardEvent = true;
    document.execCommand('copy');
    this.inClipboardEvent = false;
  }

  private ours(target: EventTarget | null): boolean {
    return target === this.field || target === this.surface || target === document.body;
  }

  private mirrored(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && target !== this.field && this.surface.contains(target) && target !== this.surface;
  }

  private key(event: KeyboardEvent, down: boolean): void {
    const { target } = event;
    if (event.isComposing || event.keyCode === 229) return; // the input method has this key
    if (isClipboardChord(event)) return;
    if (this.longText?.field && this.longText.field === target) {
      if (down && !this.longText.takes(event)) return;
    } else if (this.mirrored(target)) {
      // A screen reader types in a mirrored field itself; the module gets the keys that leave it.
      if (!['Enter', 'Escape', 'Tab'].includes(event.key)) return;
      this.settleFields();
      if (down && event.key !== 'Enter') this.takeFocus();
    } else if (!this.ours(target)) {
      return;
    }
    const altGraph = event.getModifierState('AltGraph');
    if (!altGraph && event.key !== 'AltGraph') this.send(event, down);
    const typed = down && target !== this.field && this.ours(target) && makesText(event);
    if (typed) this.type(event.key);
    // Typed text is done with; the field that it may open would otherwise get it once more.
    if (typed || (down && this.keptFromPage(event))) event.preventDefault();
    if (down) this.frames.act();
    else this.frames.request();
  }

  // In the hidden field, text goes its way to the input event; what edits text is the module's alone.
  private keptFromPage(event: KeyboardEvent): boolean {
    if (event.target === this.longText?.field) return true; // only what the module takes comes here
    if (event.target !== this.field) return takenFromBrowser(event);
    return editing.has(event.key) || (takenFromBrowser(event) && !makesText(event));
  }

  private send(event: KeyboardEvent, down: boolean): void {
    this.press(event.code, event.key, modifiers(event), down);
    // macOS never reports the release of a key while Cmd is held.
    if (down && isMac && event.metaKey && event.key !== 'Meta') this.press(event.code, event.key, modifiers(event), false);
  }

  private press(code: string, key: string, mods: number, down: boolean): void {
    this.core.run((exports) => {
      const [codeSize = 0, keySize = 0] = this.core.leave(code, key);
      exports._kp_key(down ? 1 : 0, mods, codeSize, keySize);
    });
  }

  private chord(key: string): void {
    this.press(`Key${key.toUpperCase()}`, key, commandModifier, true);
    this.frames.act(2);
    this.press(`Key${key.toUpperCase()}`, key, 0, false);
    this.frames.act(2);
  }

  private tap(code: string): void {
    this.press(code, code, 0, true);
    this.press(code, code, 0, false);
  }

  private type(text: string): void {
    if (text === '') return;
    this.core.run((exports) => {
      const [size = 0] = this.core.leave(text);
      exports._kp_text(size);
    });
    this.frames.request();
  }

  private input(event: InputEvent): void {
    if (event.isComposing || this.composing) return;
    if (event.inputType.startsWith('delete')) this.tap(event.inputType.endsWith('Forward') ? 'Delete' : 'Backspace');
    else if (event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph') this.tap('Enter');
    else this.type(this.field.value.startsWith(filler) ? this.field.value.slice(filler.length) : this.field.value);
    this.clear();
    this.frames.act();
  }

  private compose(on: boolean): void {
    this.composing = on;
    this.field.classList.toggle('composing', on);
    if (on) this.field.value = '';
  }

  private clear(): void {
    this.field.value = filler;
    this.field.setSelectionRange(filler.length, filler.length);
  }

  private copy(event: ClipboardEvent, key: string): void {
    if (!this.ours(event.target)) return;
    if (!this.inClipboardEvent) {
      this.inClipboardEvent = true;
      this.copied = undefined;
      this.chord(key);
      this.inClipboardEvent = false;
    }
    if (this.copied === undefined) return;
    event.clipboardData?.setData('text/plain', this.copied);
    event.preventDefault();
  }

  private paste(event: ClipboardEvent): void {
    if (!this.ours(event.target) || !event.clipboardData) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    const taken = this.wanted && text !== '' && this.core.run((exports) => {
      const [size = 0] = this.core.leave(text);
      return exports._kp_paste(size);
    });
    if (taken) {
      this.frames.act();
    } else {
      this.onPastedOutside(event.clipboardData);
    }
    this.frames.request();
  }

  private focus(focused: boolean): void {
    this.core.run((exports) => exports._kp_focus(focused ? 1 : 0));
    this.frames.request();
  }
}
