// Draws single characters with the fonts of the machine, for src/platform/web/glyphs.cpp.

export interface Glyph {
  readonly advance: number;
  readonly left: number;
  readonly aboveBaseline: number;
  readonly width: number;
  readonly height: number;
  readonly coloured: boolean;
  readonly pixels: Uint8Array; // RGBA, not premultiplied
}

type Context = CanvasRenderingContext2D;
let context: Context | null | undefined; // null: drawing is of no use here

// Privacy tools return noise for what was drawn. Then no glyph is better than a torn one.
function returnsWhatWasDrawn(drawing: Context): boolean {
  const size = 16;
  drawing.fillStyle = '#3257d6';
  drawing.fillRect(0, 0, size, size);
  const { data } = drawing.getImageData(0, 0, size, size);
  return data.every((value, i) => value === [0x32, 0x57, 0xd6, 0xff][i % 4]);
}

function newContext(): Context | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 16;
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  return drawing && returnsWhatWasDrawn(drawing) ? drawing : null;
}

// The module multiplies with the colour of the text, which an emoji must escape.
function isColoured(pixels: Uint8ClampedArray): boolean {
  for (let i = 0; i < pixels.length; i += 4) {
    const [r = 0, g = 0, b = 0, a = 0] = pixels.subarray(i, i + 4);
    if (a > 64 && Math.max(r, g, b) - Math.min(r, g, b) > 16) return true;
  }
  return false;
}

export function drawGlyph(codepoint: number, em: number, weight: number): Glyph | undefined {
  if (context === undefined) context = newContext();
  if (!context) return undefined;
  const text = String.fromCodePoint(codepoint);
  const font = `${weight} ${em}px system-ui, sans-serif`;
  context.font = font;
  const size = context.measureText(text);
  const left = Math.floor(-size.actualBoundingBoxLeft);
  const above = Math.ceil(size.actualBoundingBoxAscent);
  const width = Math.max(0, Math.ceil(size.actualBoundingBoxRight) - left);
  const height = Math.max(0, above + Math.ceil(size.actualBoundingBoxDescent));
  const advance = Math.round(size.width);
  if (width === 0 || height === 0) {
    return { advance, left: 0, aboveBaseline: 0, width: 0, height: 0, coloured: false, pixels: new Uint8Array() };
  }
  const { canvas } = context;
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height; // either forgets all settings
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.font = font;
  context.fillStyle = '#fff';
  context.fillText(text, -left, above);
  const { data } = context.getImageData(0, 0, width, height);
  const coloured = isColoured(data);
  if (!coloured) for (let i = 0; i < data.length; i += 4) data.fill(255, i, i + 3);
  return { advance, left, aboveBaseline: above, width, height, coloured, pixels: new Uint8Array(data.buffer) };
}

// The BrowserGlyph of src/platform/web/host.h.
export const glyphRecordSize = 7 * 4;

export function glyphRecord(glyph: Glyph | undefined): Uint8Array {
  const record = new Uint8Array(glyphRecordSize);
  if (!glyph) return record;
  const view = new DataView(record.buffer);
  [glyph.advance, glyph.left, glyph.aboveBaseline].forEach((value, i) => view.setFloat32(i * 4, value, true));
  [glyph.width, glyph.height, glyph.coloured ? 1 : 0, 1].forEach((value, i) => view.setInt32(12 + i * 4, value, true));
  return record;
}
