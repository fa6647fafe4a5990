// Mouse, pen, wheel and finger on the canvas. Places travel in device pixels.

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';
import { modifiers } from './keys.ts';

const imguiButton = [0, 2, 1, 3, 4]; // browsers count left, middle, right
const lineHeight = 16; // CSS pixels of one wheel "line" in Firefox
const tapSlop = 8; // CSS pixels a finger may stray and still tap
const decayPerMs = 0.997; // of the speed a list keeps after the finger has left
const slowest = 0.02; // CSS pixels per ms at which it stops

interface Finger {
  readonly id: number;
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
  at: number;
  mode: 'undecided' | 'scrolling' | 'dragging';
  speedX: number;
  speedY: number;
}

export class Pointer {
  private finger: Finger | undefined;
  private gliding = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly core: Core,
    private readonly frames: Frames,
    private readonly scale: () => number,
    private readonly onPress: () => void,
  ) {
    canvas.addEventListener('pointerdown', (event) => this.down(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.up(event));
    canvas.addEventListener('pointercancel', (event) => this.cancel(event));
    canvas.addEventListener('pointerleave', (event) => this.leave(event));
    // Over a text that is being written as well: the page moves, not the text in its field.
    canvas.parentElement?.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('contextmenu', (event) => event.preventDefault());
    // Focus is placed by us; the browser would move it to the canvas' parent.
    canvas.addEventListener('mousedown', (event) => event.preventDefault());
  }

  private place(event: { clientX: number; clientY: number }, touch = 0): void {
    const scale = this.scale();
    this.core.run((exports) => exports._kp_pointer_move(event.clientX * scale, event.clientY * scale, touch));
    this.frames.request();
  }

  private button(event: PointerEvent, button: number, down: boolean): void {
    this.core.run((exports) => exports._kp_pointer_button(button, down ? 1 : 0, modifiers(event)));
  }

  private down(event: PointerEvent): void {
    this.gliding = 0;
    this.onPress();
    this.canvas.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') {
      const { clientX, clientY, pointerId: id, timeStamp: at } = event;
      this.finger ??= { id, startX: clientX, startY: clientY, x: clientX, y: clientY, at, mode: 'undecided', speedX: 0, speedY: 0 };
      return;
    }
    this.press(event, imguiButton[event.button] ?? 0);
    this.frames.act();
  }

  // The thing under the pointer has to be found, in a frame of its own, before it is pressed.
  private press(event: PointerEvent, button: number, touch = 0): void {
    this.place(event, touch);
    this.frames.act(1);
    this.button(event, button, true);
  }

  // Several buttons held together report changes of one through moves.
  private move(event: PointerEvent): void {
    if (event.pointerType === 'touch') return this.fingerMoves(event);
    this.place(event);
    if (event.button >= 0) {
      const bit = [1, 4, 2, 8, 16][event.button] ?? 0;
      this.button(event, imguiButton[event.button] ?? 0, (event.buttons & bit) !== 0);
    }
  }

  private up(event: PointerEvent): void {
    if (event.pointerType === 'touch') return this.fingerLeaves(event);
    this.place(event);
    this.button(event, imguiButton[event.button] ?? 0, false);
    this.frames.act();
  }

  private cancel(event: PointerEvent): void {
    if (event.pointerType === 'touch' && event.pointerId !== this.finger?.id) return;
    this.finger = undefined;
    for (const button of imguiButton) this.button(event, button, false);
    this.core.run((exports) => exports._kp_pointer_leave());
    this.frames.request();
  }

  private leave(event: PointerEvent): void {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    this.core.run((exports) => exports._kp_pointer_leave());
    this.frames.request();
  }

  private scroll(x: number, y: number): void {
    const scale = this.scale();
    this.core.run((exports) => exports._kp_wheel(x * scale, y * scale));
    this.frames.request();
  }

  private wheel(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) return; // zooming the page, also by pinch on a touch pad
    event.preventDefault();
    this.gliding = 0;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight
      : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? window.innerHeight : 1;
    // With Shift held the module turns the wheel itself; some browsers have done so already.
    const turned = event.shiftKey && event.deltaY === 0;
    this.place(event);
    this.scroll((turned ? 0 : event.deltaX) * unit, (turned ? event.deltaX : event.deltaY) * unit);
  }

  // A finger taps, scrolls when it first moves up or down, and drags when it first moves sideways.
  private fingerMoves(event: PointerEvent): void {
    const finger = this.finger;
    if (!finger || finger.id !== event.pointerId) return;
    if (finger.mode === 'undecided') {
      const right = Math.abs(event.clientX - finger.startX);
      const down = Math.abs(event.clientY - finger.startY);
      if (Math.max(right, down) < tapSlop) return;
      finger.mode = down > right ? 'scrolling' : 'dragging';
      this.place({ clientX: finger.startX, clientY: finger.startY }, 1);
      if (finger.mode === 'dragging') this.button(event, 0, true);
    }
    const dx = event.clientX - finger.x;
    const dy = event.clientY - finger.y;
    const passed = Math.max(1, event.timeStamp - finger.at);
    finger.speedX = dx / passed;
    finger.speedY = dy / passed;
    finger.x = event.clientX;
    finger.y = event.clientY;
    finger.at = event.timeStamp;
    if (finger.mode === 'scrolling') this.scroll(-dx, -dy);
    else this.place(event, 1);
  }

  private fingerLeaves(event: PointerEvent): void {
    const finger = this.finger;
    if (!finger || finger.id !== event.pointerId) return;
    this.finger = undefined;
    if (finger.mode === 'scrolling') {
      const moving = event.timeStamp - finger.at < 50;
      this.glide(moving ? finger.speedX : 0, moving ? finger.speedY : 0);
      return;
    }
    if (finger.mode === 'undecided') this.press(event, 0, 1);
    else this.place(event, 1);
    this.button(event, 0, false);
    this.frames.act(4);
    this.fingerIsGone();
  }

  private fingerIsGone(): void {
    this.core.run((exports) => exports._kp_pointer_leave()); // it does not hover
    this.frames.request();
  }

  private glide(speedX: number, speedY: number): void {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.fingerIsGone();
    let last = performance.now();
    const step = (now: number) => {
      if (this.gliding === 0) return; // a finger is back
      if (Math.hypot(speedX, speedY) < slowest) return this.fingerIsGone();
      const passed = now - last;
      last = now;
      this.scroll(-speedX * passed, -speedY * passed);
      const kept = decayPerMs ** passed;
      speedX *= kept;
      speedY *= kept;
      this.gliding = requestAnimationFrame(step);
    };
    this.gliding = requestAnimationFrame(step);
  }
}
