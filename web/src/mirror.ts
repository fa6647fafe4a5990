// The interface as real elements for screen readers and tests. The module sends what changed in its
// semantic tree (src/ui/semantics.h); each node becomes an element with role, name, state and place,
// invisible and transparent to the mouse, over the canvas. Texts only ever become text.

export interface MirrorNode {
  id: string;
  parent: string;
  index: number;
  role: string;
  name?: string;
  value?: string;
  description?: string;
  rect: [number, number, number, number]; // device pixels
  states?: Record<string, boolean | number | string>;
  controls?: string; // the list a field belongs to
  active?: string; // the option of it that is meant
}

export interface MirrorDiff {
  upsert?: MirrorNode[];
  remove?: string[];
  focus?: string;
  announce?: string[];
}

export type MirrorAction = 'press' | 'focus' | 'set_value' | 'increment' | 'decrement' | 'reveal';

interface Entry {
  node: MirrorNode;
  element: HTMLElement;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

// Roles whose words are their content; the others are named by attribute.
const textRoles = new Set([
  'paragraph', 'status', 'alert', 'heading', 'cell', 'gridcell', 'columnheader', 'rowheader', 'listitem',
  'button', 'link', 'tab', 'option', 'menuitem', 'treeitem',
]);
const selectable = new Set(['gridcell', 'option', 'row', 'tab', 'columnheader', 'rowheader', 'treeitem']);
const checkable = new Set(['checkbox', 'radio', 'option', 'menuitem', 'treeitem']);
// Their value is told by the role itself or by what they contain; of others it belongs to the description.
const ownValue = new Set(['combobox', 'progressbar', 'slider', 'group', 'gridcell', 'cell']);
const typingPauseMs = 250; // a value being typed is one change, not one for each key

const attributeOf: Record<string, string> = {
  disabled: 'aria-disabled', required: 'aria-required', invalid: 'aria-invalid', readonly: 'aria-readonly',
  modal: 'aria-modal', current: 'aria-current', expanded: 'aria-expanded', sort: 'aria-sort', level: 'aria-level',
  rowindex: 'aria-rowindex', rowcount: 'aria-rowcount', colindex: 'aria-colindex', colcount: 'aria-colcount',
  posinset: 'aria-posinset', setsize: 'aria-setsize', min: 'aria-valuemin', max: 'aria-valuemax', now: 'aria-valuenow',
};
// What real fields say by themselves.
const nativeStates = new Set(['disabled', 'required', 'readonly', 'min', 'max', 'now', 'multiline', 'secret', 'checked', 'selected']);

function isField(element: HTMLElement): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

function newElement({ role, states }: MirrorNode): HTMLElement {
  if (role === 'textbox' && states?.['multiline']) return document.createElement('textarea');
  if (role === 'textbox' || role === 'searchbox' || role === 'slider') {
    const input = document.createElement('input');
    input.type = role === 'slider' ? 'range' : role === 'searchbox' ? 'search' : 'text';
    if (role === 'slider') input.step = 'any';
    return input;
  }
  const element = document.createElement('div');
  element.setAttribute('role', role);
  return element;
}

export class Mirror {
  private readonly entries = new Map<string, Entry>();
  private readonly ids = new WeakMap<Element, string>();
  private typing: { id: string; field: Field; timer: number } | undefined;
  private focused = ''; // the node with the module's keyboard
  private secret: Field | undefined; // masked, and being typed in
  private lent: { id: string; field: HTMLTextAreaElement } | undefined;

  constructor(
    private readonly surface: HTMLElement,
    private readonly root: HTMLElement,
    private readonly live: HTMLElement,
    private readonly typingField: HTMLElement,
    private readonly act: (id: string, action: MirrorAction, value: string) => void,
    private readonly scale: () => number,
  ) {
    root.addEventListener('click', (event) => this.press(event));
    root.addEventListener('input', (event) => this.edited(event.target));
    root.addEventListener('focusin', (event) => this.entered(event.target));
    root.addEventListener('focusout', () => {
      this.flush();
      this.forgetSecret();
    });
  }

  apply(diff: MirrorDiff): void {
    const touched = new Set<string>();
    for (const node of diff.upsert ?? []) {
      const before = this.entries.get(node.id);
      if (before) touched.add(before.node.parent);
      touched.add(node.id).add(node.parent);
      this.upsert(node, before);
    }
    for (const id of diff.remove ?? []) {
      touched.add(this.entries.get(id)?.node.parent ?? '0');
      this.remove(id);
    }
    for (const id of touched) {
      const entry = this.entries.get(id);
      this.order(entry?.element ?? (id === '0' ? this.root : undefined));
      this.describe(entry);
    }
    if (touched.size > 0) this.showOnlyModal();
    if (this.lent && touched.size > 0) this.showAround();
    if (diff.focus !== undefined) this.focused = diff.focus;
    this.tellFocus();
    if (diff.announce?.length) this.live.textContent = diff.announce.join(' ');
  }

  // Sends a value still being typed. Called before any other event reaches the module.
  flush(): void {
    if (!this.typing) return;
    const { id, field, timer } = this.typing;
    this.typing = undefined;
    clearTimeout(timer);
    this.act(id, 'set_value', field.value);
  }

  // The element of a long text, to be written in: until it is taken back, its text and place are the
  // borrower's, and it is seen. What it is in has to be seen with it, but only that.
  lend(id: string): HTMLTextAreaElement | undefined {
    const field = this.entries.get(id)?.element;
    if (!(field instanceof HTMLTextAreaElement)) return undefined;
    this.lent = { id, field };
    field.classList.add('written');
    this.showAround();
    return field;
  }

  takeBack(): void {
    if (!this.lent) return;
    const { id, field } = this.lent;
    this.lent = undefined;
    field.classList.remove('written');
    field.removeAttribute('style');
    this.showAround();
    const entry = this.entries.get(id);
    if (entry?.element !== field) return;
    this.place(field, entry.node.rect);
    this.describe(entry);
  }

  commit(field: Field): void {
    const id = this.idOf(field);
    if (id !== undefined) this.act(id, 'set_value', field.value);
  }

  private showAround(): void {
    for (const around of this.root.querySelectorAll('.around')) around.classList.remove('around');
    for (let at = this.lent?.field.parentElement; at && at !== this.root; at = at.parentElement) at.classList.add('around');
  }

  private upsert(node: MirrorNode, before: Entry | undefined): void {
    let element = before?.element;
    if (!element || before?.node.role !== node.role || before.node.states?.['multiline'] !== node.states?.['multiline']) {
      const fresh = newElement(node);
      fresh.id = `node-${node.id}`;
      if (isField(fresh)) fresh.tabIndex = -1; // Tab belongs to the module
      if (element) fresh.append(...element.childNodes);
      element?.replaceWith(fresh);
      element = fresh;
      this.ids.set(element, node.id);
    }
    this.entries.set(node.id, { node, element });
    const parent = this.entries.get(node.parent)?.element ?? this.root;
    if (element.parentElement !== parent) parent.append(element);
    this.place(element, node.rect);
  }

  // Only nodes whose place changed are sent, so the order is made when all are there.
  private order(parent: Element | undefined): void {
    if (!parent) return;
    const index = (child: Element) => this.entries.get(this.ids.get(child) ?? '')?.node.index ?? 0;
    const sorted = [...parent.children].sort((a, b) => index(a) - index(b));
    sorted.forEach((child, i) => {
      const there = parent.children[i];
      if (there !== child) parent.insertBefore(child, there ?? null);
    });
  }

  private remove(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    for (const child of entry.element.children) {
      const childId = this.ids.get(child);
      if (childId !== undefined) this.remove(childId);
    }
    entry.element.remove();
    this.entries.delete(id);
  }

  private place(element: HTMLElement, [x, y, width, height]: MirrorNode['rect']): void {
    if (this.lent?.field === element) return;
    const scale = this.scale();
    const { style } = element;
    style.left = `${x / scale}px`;
    style.top = `${y / scale}px`;
    style.width = `${width / scale}px`;
    style.height = `${height / scale}px`;
  }

  private describe(entry: Entry | undefined): void {
    if (!entry) return;
    const { node, element } = entry;
    for (const name of element.getAttributeNames()) if (name.startsWith('aria-')) element.removeAttribute(name);
    this.name(node, element);
    const described = [ownValue.has(node.role) ? '' : node.value, node.description].filter(Boolean).join('. ');
    if (described && !isField(element)) element.setAttribute('aria-description', described);
    else if (node.description) element.setAttribute('aria-description', node.description);
    if (isField(element)) this.describeField(node, element);
    for (const [state, value] of Object.entries(node.states ?? {})) this.state(node, element, state, value);
    if (node.role === 'combobox' && !element.hasAttribute('aria-expanded')) element.setAttribute('aria-expanded', 'false');
    this.describeList(node, element);
    if (node.role === 'progressbar' && node.value) element.setAttribute('aria-valuetext', node.value);
  }

  private name({ role, name = '', value = '' }: MirrorNode, element: HTMLElement): void {
    const hasChildren = element.firstElementChild !== null;
    const spoken = role === 'status' || role === 'alert'; // said by their text when it changes
    const asText = !isField(element) && (spoken || (!hasChildren && (textRoles.has(role) || role === 'combobox')));
    this.setText(element, asText ? (role === 'combobox' ? value : name) : '');
    const named = name !== '' && role !== 'paragraph';
    if (named && (!asText || hasChildren || role === 'combobox')) element.setAttribute('aria-label', name);
  }

  // The element's own words stand before its children.
  private setText(element: HTMLElement, text: string): void {
    const own = element.firstChild instanceof Text ? element.firstChild : undefined;
    if (own?.data === text) return;
    own?.remove();
    if (text !== '') element.prepend(text);
  }

  private describeField(node: MirrorNode, field: Field): void {
    const states = node.states ?? {};
    field.disabled = states['disabled'] === true;
    if (field.type === 'range') {
      const range = field as HTMLInputElement;
      range.min = String(states['min'] ?? 0);
      range.max = String(states['max'] ?? 100);
      range.value = String(states['now'] ?? 0);
      if (node.value) range.setAttribute('aria-valuetext', node.value);
      return;
    }
    const secret = states['secret'] === true;
    if (node.role === 'textbox' && field instanceof HTMLInputElement) {
      field.type = secret ? 'password' : 'text';
      field.autocomplete = 'off';
    }
    if (!secret && this.secret === field) this.secret = undefined;
    (field as HTMLInputElement).required = states['required'] === true;
    (field as HTMLInputElement).readOnly = states['readonly'] === true;
    const value = node.value ?? '';
    const kept = [this.typing?.field, this.lent?.field, this.secret].includes(field);
    if (!kept && field.value !== value) field.value = value;
  }

  private state({ role }: MirrorNode, element: HTMLElement, state: string, value: boolean | number | string): void {
    if (isField(element) && nativeStates.has(state)) return;
    const text = String(value);
    if (state === 'checked') {
      element.setAttribute(checkable.has(role) ? 'aria-checked' : 'aria-pressed', text);
    } else if (state === 'selected') {
      if (selectable.has(role)) element.setAttribute('aria-selected', text);
      else if (role === 'button') element.setAttribute('aria-pressed', text);
      else if (value === true) element.setAttribute('aria-current', 'true');
    } else if (attributeOf[state] !== undefined) {
      element.setAttribute(attributeOf[state], text);
    }
  }

  // The module never tells a masked value, so what was typed is all there is of it until it is left.
  private forgetSecret(): void {
    if (this.secret) this.secret.value = '';
    this.secret = undefined;
  }

  // While a dialog is open, nothing else is there for a screen reader.
  private showOnlyModal(): void {
    for (const hidden of this.root.querySelectorAll('[aria-hidden]')) hidden.removeAttribute('aria-hidden');
    const dialogs = this.root.querySelectorAll('[aria-modal="true"]');
    let shown: Element | null | undefined = dialogs[dialogs.length - 1];
    while (shown && shown !== this.root) {
      for (const sibling of shown.parentElement?.children ?? []) {
        if (sibling !== shown) sibling.setAttribute('aria-hidden', 'true');
      }
      shown = shown.parentElement;
    }
  }

  // The browser's own focus is on the surface or the typing field, so these say where the keyboard is.
  private tellFocus(): void {
    const entry = this.entries.get(this.focused);
    const set = (holder: HTMLElement, attribute: string) => {
      if (entry) holder.setAttribute(attribute, entry.element.id);
      else holder.removeAttribute(attribute);
    };
    set(this.surface, 'aria-activedescendant');
    set(this.typingField, 'aria-describedby');
    this.describeList(entry?.node, this.typingField);
  }

  // A field that filters a list, and the option of it the arrow keys have reached.
  private describeList(node: MirrorNode | undefined, element: HTMLElement): void {
    const related = { 'aria-controls': node?.controls, 'aria-activedescendant': node?.active };
    for (const [attribute, id] of Object.entries(related)) {
      if (id !== undefined && this.entries.has(id)) element.setAttribute(attribute, `node-${id}`);
      else element.removeAttribute(attribute);
    }
    const filters = node?.active !== undefined && node.role !== 'combobox';
    if (filters) element.setAttribute('aria-autocomplete', 'list');
    else element.removeAttribute('aria-autocomplete');
  }

  private idOf(target: EventTarget | null): string | undefined {
    for (let element = target as Element | null; element && element !== this.root; element = element.parentElement) {
      const id = this.ids.get(element);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  private press(event: Event): void {
    const id = this.idOf(event.target);
    if (id === undefined || isField(event.target as HTMLElement)) return;
    this.act(id, 'press', '');
  }

  // Who enters a long text writes in it; the other fields only come in sight.
  private entered(target: EventTarget | null): void {
    const id = this.idOf(target);
    if (id === undefined || target === this.lent?.field) return;
    const written = target instanceof HTMLTextAreaElement && !target.readOnly;
    this.act(id, written ? 'focus' : 'reveal', '');
  }

  private edited(target: EventTarget | null): void {
    const id = this.idOf(target);
    if (id === undefined || !isField(target as HTMLElement) || target === this.lent?.field) return;
    if (this.typing && this.typing.id !== id) this.flush();
    if ((target as Field).type === 'password') this.secret = target as Field;
    clearTimeout(this.typing?.timer);
    this.typing = { id, field: target as Field, timer: window.setTimeout(() => this.flush(), typingPauseMs) };
  }
}
