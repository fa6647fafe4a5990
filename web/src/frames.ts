// Frames are drawn only when something changed. The module says after each whether it wants another.

import type { Core } from './core.ts';

const hiddenPaceMs = 50; // a hidden page gets no animation frames, but long work shall go on

export class Frames {
  private scheduled = false;
  drawn = 0; // how many so far; tests read it to see that an idle page draws none

  constructor(private readonly core: Core) {}

  request(): void {
    if (this.scheduled || this.core.poisoned) return;
    this.scheduled = true;
    if (document.visibilityState === 'hidden') setTimeout(() => this.frame(), hiddenPaceMs);
    else requestAnimationFrame(() => this.frame());
  }

  // Also for a canvas that lost its picture with its size: a new one has to be there before the paint.
  drawNow(): void {
    ++this.drawn;
    if (this.core.run((exports) => exports._kp_frame(performance.now(), 1))) this.request();
  }

  // Lets the module act on the events it has, inside the handler of the event: browsers allow downloads,
  // file choosers and the clipboard only there. A click needs two frames, pressed and released.
  act(frames = 3): void {
    for (let i = 0; i < frames; ++i) {
      if (!this.core.run((exports) => exports._kp_frame(performance.now(), 0))) break;
    }
    this.request();
  }

  private frame(): void {
    this.scheduled = false;
    this.drawNow();
  }
}
