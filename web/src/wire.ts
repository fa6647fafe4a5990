// Messages across the wasm boundary that are more than a few numbers. Little endian; a text or byte
// run is its length (u32) followed by the bytes. src/platform/web/wire.h is the other half.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class WireWriter {
  private readonly parts: Uint8Array[] = [];
  size = 0;

  number(value: number): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    return this.raw(bytes);
  }

  bytes(value: Uint8Array): this {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, value.length, true);
    return this.raw(length).raw(value);
  }

  text(value: string): this {
    return this.bytes(encoder.encode(value));
  }

  copyTo(target: Uint8Array): void {
    let at = 0;
    for (const part of this.parts) {
      target.set(part, at);
      at += part.length;
    }
  }

  private raw(bytes: Uint8Array): this {
    this.parts.push(bytes);
    this.size += bytes.length;
    return this;
  }
}

export class WireReader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly source: Uint8Array) {
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  number(): number {
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  // A copy: IndexedDB would store the whole heap behind a view, and memory growth detaches views.
  bytes(): Uint8Array<ArrayBuffer> {
    const length = this.view.getUint32(this.at, true);
    const start = this.at + 4;
    this.at = start + length;
    return this.source.slice(start, this.at) as Uint8Array<ArrayBuffer>;
  }

  text(): string {
    return decoder.decode(this.bytes());
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.number() }, read);
  }
}
