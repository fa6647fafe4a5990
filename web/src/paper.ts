// Prints the page that is shown, whole and in light colours: the module lays it out anew, and pictures of
// its sheets take the page's place on paper. Browsers paint what stands there when `beforeprint` is over,
// so all of it happens inside.

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import { WireReader } from './wire.ts';

// As src/ui/paper.h has it, device pixels of the whole page.
interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Sheet {
  readonly top: number;
  readonly height: number;
  readonly heads: Rect[]; // of tables that began on an earlier sheet
}

export class Paper {
  private width = 0;
  private sheets: Sheet[] = [];
  private title: string | undefined;

  constructor(
    private readonly place: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly core: Core,
    private readonly frames: Frames,
  ) {}

  watch(): void {
    addEventListener('beforeprint', () => this.layOut());
    addEventListener('afterprint', () => this.putAway());
  }

  // The module's answer, given inside its call.
  laidOut(message: Uint8Array): void {
    const read = new WireReader(message);
    const rect = () => ({ x: read.number(), y: read.number(), width: read.number(), height: read.number() });
    this.width = read.number();
    this.sheets = read.list(() => ({ top: read.number(), height: read.number(), heads: read.list(rect) }));
  }

  private layOut(): void {
    this.putAway();
    this.sheets = [];
    this.core.run((exports) => exports._kp_paper());
    if (this.sheets.length === 0) return;
    // The one canvas the module can draw to lends itself for each sheet.
    const { width, height } = this.canvas;
    const pictures: HTMLCanvasElement[] = [];
    this.sheets.forEach((_, which) => pictures.push(this.pictureOf(which, pictures)));
    Object.assign(this.canvas, { width, height });
    this.core.run((exports) => exports._kp_paper_done());
    this.frames.drawNow();
    this.place.replaceChildren(...pictures);
    document.documentElement.classList.add('on-paper');
    this.title = document.title; // browsers name the file after it
    const page = document.querySelector('#mirror [role=main]')?.getAttribute('aria-label');
    if (page) document.title = `${page} - ${this.title}`;
  }

  private pictureOf(which: number, earlier: HTMLCanvasElement[]): HTMLCanvasElement {
    const picture = document.createElement('canvas');
    const sheet = this.sheets[which];
    if (!sheet) return picture;
    const above = headHeight(sheet);
    Object.assign(this.canvas, { width: this.width, height: sheet.height });
    this.core.run((exports) => exports._kp_draw_sheet(which));
    Object.assign(picture, { width: this.width, height: above + sheet.height });
    const paint = picture.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!paint) return picture;
    paint.fillStyle = '#fff';
    paint.fillRect(0, 0, this.width, above);
    paint.drawImage(this.canvas, 0, above);
    for (const head of sheet.heads) {
      const from = this.sheets.findLastIndex(({ top }) => top <= head.y);
      const source = this.sheets[from];
      const first = earlier[from];
      if (!source || !first) continue;
      const y = headHeight(source) + head.y - source.top;
      paint.drawImage(first, head.x, y, head.width, head.height, head.x, above - head.height, head.width, head.height);
    }
    return picture;
  }

  private putAway(): void {
    if (this.title === undefined) return;
    this.place.replaceChildren();
    document.documentElement.classList.remove('on-paper');
    document.title = this.title;
    this.title = undefined;
  }
}

function headHeight(sheet: Sheet): number {
  return Math.max(0, ...sheet.heads.map((head) => head.height));
}
