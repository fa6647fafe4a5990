// Writing long texts (src/ui/long_text.h). The mirrored element of the field is a real text area, the
// one thing screen readers know of the field; while it is edited it becomes visible, exactly over its
// place on the canvas and in the type of the canvas. So wrapping, input methods, spelling, selection
// and undo of typing are the browser's, and the page scrolls and grows below it as the module says.

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import { isCommand } from './keys.ts';
import type { Mirror } from './mirror.ts';
import { WireReader } from './wire.ts';

type Rect = readonly [number, number, number, number]; // device pixels

export interface LongText {
  readonly node: string; // '0': none
  readonly text: string; // only where one opens
  readonly anchor: number; // selection made with the mouse; bytes
  readonly caret: number;
  readonly box: Rect;
  readonly seen: Rect;
  readonly em: number; // device pixels
  readonly line: number;
  readonly baseline: number; // from the top of a line
  readonly ink: string;
  readonly mark: string; // behind what is selected
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const bytesIn = (text: string) => encoder.encode(text).length;
const unitsIn = (text: string, bytes: number) => decoder.decode(encoder.encode(text).subarray(0, bytes)).length;

// 0xAABBGGRR
function colour(packed: number): string {
  const part = (shift: number) => Math.floor(packed / 2 ** shift) % 256;
  return `rgb(${part(0)} ${part(8)} ${part(16)} / ${part(24) / 255})`;
}

export function readLongText(message: Uint8Array): LongText {
  const read = new WireReader(message);
  const rect = (): Rect => [read.number(), read.number(), read.number(), read.number()];
  return {
    node: read.text(), text: read.text(), anchor: read.number(), caret: read.number(), box: rect(), seen: rect(),
    em: read.number(), line: read.number(), baseline: read.number(), ink: colour(read.number()), mark: colour(read.number()),
  };
}

// The bytes come out of the module, so nothing is loaded and no policy is asked.
export function useFont(bytes: Uint8Array<ArrayBuffer>): void {
  const face = new FontFace('Keyplan', bytes);
  document.fonts.add(face);
  face.load().catch(() => undefined); // the fonts of the machine do as well
}

export class LongTextEditor {
  field: HTMLTextAreaElement | undefined; // the one that is being edited
  private shown: LongText | undefined;
  private caretTold = -1;
  private textTold = '';
  private baselineOf = { type: '', pixels: 0 };
  private moving = false; // the page moves the focus or the field, not the user

  constructor(
    private readonly mirror: Mirror,
    private readonly core: Core,
    private readonly frames: Frames,
    private readonly scale: () => number,
    private readonly takeFocus: () => void,
  ) {
    document.addEventListener('selectionchange', () => this.caretMoved());
  }

  show(next: LongText): void {
    if (this.shown?.node !== next.node) this.close();
    if (next.node === '0') return;
    const before = this.shown;
    this.shown = next;
    if (!this.field) this.open();
    else if (before?.anchor !== next.anchor || before.caret !== next.caret) this.select();
    this.place();
  }

  // The mirror changes its elements: the field may arrive, move or go, which must not end the editing.
  through(change: () => void): void {
    this.moving = true;
    change();
    this.moving = false;
    if (!this.shown) return;
    if (this.field && !this.field.isConnected) this.field = undefined;
    if (!this.field) this.open();
    else if (document.activeElement === document.body) this.focus();
  }

  // What is written so far becomes part of the plan; nothing more may come from a page that is hidden.
  keep(): void {
    if (this.field && this.field.value !== this.textTold) this.tell(true);
  }

  // The keys the module has to know of. All others are the browser's.
  takes(event: KeyboardEvent): boolean {
    const { key } = event;
    if (key === 'Escape' || key === 'Tab') return true;
    if (key === 'Enter') return event.ctrlKey || event.metaKey;
    return isCommand(event) && !['z', 'y', 'a'].includes(key.toLowerCase());
  }

  private open(): void {
    if (!this.shown) return;
    const field = this.mirror.lend(this.shown.node);
    if (!field) return; // it comes with the next changes of the mirror
    const had = document.activeElement === field; // a screen reader is there already, with its caret
    this.field = field;
    if (field.value !== this.shown.text) field.value = this.shown.text;
    this.textTold = field.value;
    field.oninput = () => this.tell();
    field.onblur = () => this.left();
    field.spellcheck = true;
    field.lang = ''; // nobody knows in which language somebody writes
    field.dir = 'auto';
    field.rows = 1;
    this.place();
    this.focus();
    if (!had) this.select();
  }

  private close(): void {
    const { field } = this;
    this.shown = this.field = undefined;
    if (!field) return;
    field.oninput = field.onblur = null;
    this.moving = true;
    this.mirror.takeBack();
    if (document.activeElement === field || document.activeElement === document.body) this.takeFocus();
    this.moving = false;
  }

  private focus(): void {
    this.moving = true;
    this.field?.focus({ preventScroll: true });
    this.moving = false;
  }

  private select(): void {
    if (!this.field || !this.shown) return;
    const { value } = this.field;
    const [from, to] = [unitsIn(value, this.shown.anchor), unitsIn(value, this.shown.caret)];
    this.field.setSelectionRange(Math.min(from, to), Math.max(from, to), to < from ? 'backward' : 'forward');
    this.caretTold = to;
  }

  private place(): void {
    if (!this.field || !this.shown) return;
    const { em, line, baseline, seen, ink, mark } = this.shown;
    const scale = this.scale();
    const css = (pixels: number) => `${pixels / scale}px`;
    const { style } = this.field;
    style.fontSize = css(em);
    style.lineHeight = css(line);
    const [left, lineTop, width, height] = this.shown.box;
    const top = lineTop + baseline - this.ownBaseline(style) * scale;
    [style.left, style.top, style.width, style.height] = [css(left), css(top), css(width), css(height)];
    const outside = [seen[1] - top, left + width - seen[0] - seen[2], top + height - seen[1] - seen[3], seen[0] - left];
    style.clipPath = seen[3] > 0 ? `inset(${outside.map(css).join(' ')})` : 'inset(100%)';
    style.color = style.caretColor = ink;
    style.setProperty('--mark', mark);
  }

  // How far below the top of a line this browser lets the letters stand, CSS pixels.
  private ownBaseline({ fontSize, lineHeight }: CSSStyleDeclaration): number {
    const type = `${fontSize}/${lineHeight}`;
    if (this.baselineOf.type !== type) {
      const line = document.createElement('div');
      const mark = document.createElement('span');
      line.className = 'written';
      Object.assign(line.style, { top: '0', fontSize, lineHeight, visibility: 'hidden' });
      Object.assign(mark.style, { position: 'static', display: 'inline-block' }); // an empty one stands on the baseline
      line.append('x', mark);
      this.field?.parentElement?.append(line);
      this.baselineOf = { type, pixels: mark.getBoundingClientRect().bottom };
      line.remove();
    }
    return this.baselineOf.pixels;
  }

  // What the text takes up here; fonts of the machine may make it higher than the module thinks.
  private height(field: HTMLTextAreaElement): number {
    const { height } = field.style;
    field.style.height = '0';
    const needed = field.scrollHeight;
    field.style.height = height;
    const line = Number.parseFloat(field.style.lineHeight);
    const lines = Math.max(1, Math.round(needed / line)) * line;
    return (Math.abs(lines - needed) < 2 ? lines : needed) * this.scale();
  }

  private caret({ selectionStart, selectionEnd, selectionDirection }: HTMLTextAreaElement): number {
    return selectionDirection === 'backward' ? selectionStart : selectionEnd;
  }

  private caretMoved(): void {
    if (this.field && document.activeElement === this.field && this.caret(this.field) !== this.caretTold) this.tell();
  }

  private tell(keep = false): void {
    const { field } = this;
    if (!field) return;
    const caret = this.caretTold = this.caret(field);
    const { value } = field;
    if (keep) this.textTold = value;
    const height = this.height(field);
    this.core.run((exports) => {
      const [size = 0] = this.core.leave(value);
      exports._kp_long_text(size, bytesIn(value.slice(0, caret)), height, keep ? 1 : 0);
    });
    this.frames.act();
  }

  // Another window has the focus now, which is no reason to stop; elsewhere in the page it is.
  private left(): void {
    if (this.moving || !document.hasFocus() || !this.field) return;
    this.mirror.commit(this.field);
  }
}
