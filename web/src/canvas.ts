// The canvas has one pixel of its own for each pixel of the screen, at every zoom.

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';

export class Canvas {
  private cssWidth = 1; // asking the element would lay the page out anew each time

  constructor(readonly element: HTMLCanvasElement) {
    const { width, height } = element.getBoundingClientRect();
    this.fit(width * devicePixelRatio, height * devicePixelRatio, width);
  }

  // Device pixels in a CSS pixel, as the picture really has them.
  scale = (): number => this.element.width / this.cssWidth;

  attach(core: Core, frames: Frames, onScale: () => void): void {
    const resized = (width: number, height: number, cssWidth: number) => {
      if (!this.fit(width, height, cssWidth)) return;
      this.tell(core);
      frames.drawNow();
    };
    const observer = new ResizeObserver(([entry]) => {
      const css = entry?.contentBoxSize[0];
      if (!css?.inlineSize) return; // on paper it takes no part in the layout
      const [width, height] = [css.inlineSize * devicePixelRatio, css.blockSize * devicePixelRatio];
      const device = entry?.devicePixelContentBoxSize?.[0];
      // An emulated density is not in the device box.
      const agrees = device && Math.abs(device.inlineSize - width) < 2 && Math.abs(device.blockSize - height) < 2;
      if (agrees) resized(device.inlineSize, device.blockSize, css.inlineSize);
      else resized(width, height, css.inlineSize);
    });
    try {
      observer.observe(this.element, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(this.element); // browsers that do not know their device pixels
    }

    // A query for the present density tells that it changed, and has to be made anew each time.
    const watchDensity = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        this.tell(core);
        frames.request();
        onScale();
        watchDensity();
      }, { once: true });
    };
    watchDensity();

    this.element.addEventListener('webglcontextlost', (event) => {
      event.preventDefault(); // otherwise it never comes back
      core.run((exports) => exports._kp_context(0));
    });
    this.element.addEventListener('webglcontextrestored', () => {
      core.run((exports) => exports._kp_context(1));
      frames.request();
    });
  }

  private tell(core: Core): void {
    const { width, height } = this.element;
    core.run((exports) => exports._kp_resize(width, height, devicePixelRatio));
  }

  private fit(width: number, height: number, cssWidth: number): boolean {
    this.cssWidth = Math.max(1, cssWidth);
    const [w, h] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
    if (this.element.width === w && this.element.height === h) return false;
    this.element.width = w;
    this.element.height = h;
    return true;
  }
}
