// Printing a page of the application's own, for instance a hand-over pack, from a hidden frame.
//
// The page's policy lets nobody turn text into markup, and it stays that way: the text is read here,
// and the frame is built element by element from those a printed page needs. Its style goes through a
// style sheet object, which the policy allows, for it cannot load anything.

const elements = new Set([
  'html', 'head', 'title', 'style', 'body', 'h1', 'h2', 'h3', 'p', 'div', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td',
  'ul', 'ol', 'li', 'strong', 'em', 'br', 'meta',
]);
const attributes = new Set(['lang', 'dir', 'class', 'scope', 'colspan', 'rowspan']);
const withoutEnd = new Set(['br', 'meta']);
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const longestWait = 60_000;

export interface PrintedElement {
  readonly name: string;
  readonly attributes: [string, string][];
  readonly children: (PrintedElement | string)[];
}

function unescaped(text: string): string {
  return text.replace(/&(#\d+|#x[0-9a-f]+|[a-z]+);/gi, (all, entity: string) => {
    if (!entity.startsWith('#')) return named[entity] ?? all;
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function readAttributes(text: string): [string, string][] {
  return [...text.matchAll(/([a-z-]+)="([^"]*)"/gi)]
    .map((found): [string, string] => [(found[1] ?? '').toLowerCase(), unescaped(found[2] ?? '')])
    .filter(([name]) => attributes.has(name));
}

// Reads what src/core/share writes: lower-case elements, quoted attributes, every text escaped. What is
// no element of a printed page is left out; the text in it stays.
export function readPrinted(html: string): PrintedElement {
  const root: PrintedElement = { name: 'html', attributes: [], children: [] };
  const open: PrintedElement[] = [root];
  const innermost = () => open[open.length - 1] ?? root;
  let at = 0;
  const addText = (until: number) => {
    const text = html.slice(at, until);
    const into = innermost();
    if (text !== '' && (into.name === 'style' || text.trim() !== '' || into.name === 'td'))
      into.children.push(into.name === 'style' ? text : unescaped(text));
  };
  for (const tag of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>|<![^>]*>/gi)) {
    addText(tag.index);
    at = tag.index + tag[0].length;
    const name = (tag[2] ?? '').toLowerCase();
    if (!elements.has(name)) continue;
    if (tag[1] === '/') {
      const place = open.findLastIndex((element) => element.name === name);
      if (place > 0) open.length = place;
      continue;
    }
    const made: PrintedElement = { name, attributes: readAttributes(tag[3] ?? ''), children: [] };
    if (name === 'html') {
      root.attributes.push(...made.attributes);
      continue;
    }
    innermost().children.push(made);
    if (!withoutEnd.has(name)) open.push(made);
  }
  addText(html.length);
  return root;
}

function find(element: PrintedElement, name: string): PrintedElement | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = typeof child === 'string' ? undefined : find(child, name);
    if (found) return found;
  }
  return undefined;
}

function textOf(element: PrintedElement | undefined): string {
  return element ? element.children.filter((child) => typeof child === 'string').join('') : '';
}

function build(page: Document, into: Element, children: PrintedElement['children']): void {
  for (const child of children) {
    if (typeof child === 'string') {
      into.append(child);
      continue;
    }
    const made = page.createElement(child.name);
    for (const [name, value] of child.attributes) made.setAttribute(name, value);
    build(page, made, child.children);
    into.append(made);
  }
}

let shown: HTMLIFrameElement | undefined;

function fill(frame: HTMLIFrameElement, view: Window & typeof globalThis, read: PrintedElement): void {
  const page = view.document;
  page.title = textOf(find(read, 'title'));
  for (const [name, value] of read.attributes) page.documentElement.setAttribute(name, value);
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(textOf(find(read, 'style')));
  page.adoptedStyleSheets = [sheet];
  build(page, page.body, find(read, 'body')?.children ?? []);
  const focused = document.activeElement;
  const done = () => {
    frame.remove();
    if (shown === frame) shown = undefined;
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
  view.addEventListener('afterprint', done);
  // Some browsers on phones print without saying when they are done.
  window.setTimeout(done, longestWait);
  view.focus();
  view.print();
}

export function print(html: string): void {
  shown?.remove();
  const frame = document.createElement('iframe');
  shown = frame;
  frame.title = 'Page to print';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  // Browsers print a frame that is hidden, but not one that takes no part in the layout.
  Object.assign(frame.style, { position: 'fixed', inset: '0 auto auto 0', width: '0', height: '0', border: '0', visibility: 'hidden' });
  // Firefox puts an empty document of its own into a frame a moment after it was added.
  frame.addEventListener('load', () => fill(frame, frame.contentWindow as Window & typeof globalThis, readPrinted(html)), { once: true });
  document.body.append(frame);
}
