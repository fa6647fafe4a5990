// Files in: chosen, dropped (folders too) or pasted. Files out: the browser's download.

import type { Core } from './core.ts';
import type { Frames } from './frames.ts';

// FileSource of src/platform/platform.h
export const FileSource = { chosen: 0, dropped: 1, pasted: 2 } as const;
type Source = (typeof FileSource)[keyof typeof FileSource];

const mostBytes = 256 * 1024 * 1024;
const mostFiles = 1000;
const deepestFolder = 8;
const portionBytes = 4 * 1024 * 1024; // read at a time, so that the page stays alive

const sentences = {
  tooLarge: 'These files are larger than 256 MB together. Bring a smaller part of them.',
  tooMany: `There are more than ${mostFiles} files. Bring a smaller part of them.`,
  unreadable: (name: string) => `The file "${name}" could not be read. Check that it is still there and that you may open it.`,
};

export class Files {
  private reading: Promise<void> = Promise.resolve();
  private cancelled = 0; // how often; a reading that began before is over

  constructor(
    private readonly input: HTMLInputElement,
    private readonly core: Core,
    private readonly frames: Frames,
  ) {
    input.addEventListener('change', () => {
      void this.arrive(FileSource.chosen, [...(input.files ?? [])]);
      input.value = ''; // choosing the same file again is a change, too
    });
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      event.preventDefault();
      if (event.dataTransfer) void this.dropped(event.dataTransfer);
    });
  }

  choose(accept: string, several: boolean): void {
    this.input.accept = accept;
    this.input.multiple = several;
    this.input.click();
  }

  cancel(): void {
    ++this.cancelled;
  }

  pasted(data: DataTransfer): void {
    const text = data.getData('text/plain');
    const files = data.files.length > 0 ? [...data.files] : text === '' ? [] : [new File([text], 'Pasted text.txt')];
    void this.arrive(FileSource.pasted, files);
  }

  save(name: string, mime: string, bytes: Uint8Array<ArrayBuffer>): void {
    download(name, new Blob([bytes], { type: mime }));
    this.core.run((exports) => {
      const [size = 0] = this.core.leave(name);
      exports._kp_file_saved(size);
    });
    this.frames.request();
  }

  private async dropped(data: DataTransfer): Promise<void> {
    // The list of what was dropped is empty as soon as this event is over.
    const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
    const plain = [...data.files];
    try {
      const found: File[] = [];
      for (const entry of entries) await collect(entry, found, 0);
      await this.arrive(FileSource.dropped, entries.length > 0 ? found : plain);
    } catch {
      // Some browsers name the entries of local pages but refuse to open them.
      await this.arrive(FileSource.dropped, plain);
    }
  }

  // One choice after the other: their bytes gather in one place.
  private arrive(source: Source, files: readonly File[]): Promise<void> {
    const begun = this.cancelled;
    return (this.reading = this.reading.then(() => this.read(source, files, begun)));
  }

  private async read(source: Source, files: readonly File[], begun: number): Promise<void> {
    if (files.length === 0 || this.cancelled !== begun) return;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    if (total > mostBytes) return this.problem(sentences.tooLarge);
    if (files.length > mostFiles) return this.problem(sentences.tooMany);

    let read = 0;
    for (const file of files) {
      const at = this.core.run((exports) => {
        const [nameSize = 0] = this.core.leave(file.name);
        return exports._kp_file(nameSize, file.size);
      });
      if (at === undefined) return;
      for (let from = 0; from < file.size; from += portionBytes) {
        if (total > portionBytes) this.progress(read + from, total);
        const portion = await this.portion(file, from);
        if (this.cancelled !== begun || portion === undefined) {
          this.core.run((exports) => exports._kp_forget_files());
          if (portion === undefined) this.problem(sentences.unreadable(file.name));
          return;
        }
        this.core.run(() => this.core.writable(at + from, portion.length).set(portion));
      }
      read += file.size;
    }
    this.core.run((exports) => exports._kp_files(source));
    this.frames.request();
  }

  // Nothing when the file is gone, changed or not to be read.
  private async portion(file: File, from: number): Promise<Uint8Array | undefined> {
    const wanted = Math.min(portionBytes, file.size - from);
    try {
      const bytes = new Uint8Array(await file.slice(from, from + wanted).arrayBuffer());
      return bytes.length === wanted ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  private progress(read: number, total: number): void {
    this.core.run((exports) => exports._kp_files_progress(read, total));
    this.frames.request();
  }

  private problem(sentence: string): void {
    this.core.run((exports) => {
      const [size = 0] = this.core.leave(sentence);
      exports._kp_file_problem(size);
    });
    this.frames.request();
  }
}

async function collect(entry: FileSystemEntry, found: File[], depth: number): Promise<void> {
  if (found.length > mostFiles) return;
  if (entry.isFile) {
    found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)));
    return;
  }
  if (depth === deepestFolder) return;
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A folder comes in portions of about a hundred.
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return;
    for (const inner of portion) if (!inner.name.startsWith('.')) await collect(inner, found, depth + 1);
  }
}

// Names reach the disk of whoever downloads: plain characters, no device names of Windows.
export function safeName(name: string): string {
  const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9._-]+/g, '-');
  const extension = /\.[A-Za-z0-9-]{1,15}$/.exec(name)?.[0] ?? '';
  const stem = plain(name.slice(0, name.length - extension.length)).replace(/^[.-]+/, '').slice(0, 80 - extension.length).replace(/-+$/, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem);
  return (reserved ? '_' : '') + (stem || 'file') + extension;
}

export function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = safeName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
