// What the user sees when the program has stopped or cannot start: plain elements, nothing of the
// module. Stored plans are safe; each can be taken out as a file.

import { download } from './files.ts';
import { SnapshotStore, type StoredPlan } from './storage.ts';

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function button(text: string, press: () => void): HTMLElement {
  const made = element('button', text);
  made.addEventListener('click', press);
  return made;
}

export function showMessage(title: string, ...sentences: string[]): HTMLElement {
  const panel = document.createElement('main');
  panel.className = 'message';
  panel.append(element('h1', title), ...sentences.map((sentence) => element('p', sentence)));
  document.body.replaceChildren(panel);
  return panel;
}

// Everything stored of the newest snapshot that is still there, as one JSON file.
async function downloadStored(store: SnapshotStore, { planId, title, seqs }: StoredPlan): Promise<void> {
  const decoder = new TextDecoder();
  for (const seq of seqs) {
    const { manifest, chunks } = await store.load(planId, seq);
    if (!manifest) continue;
    const contents = {
      keyplan_stored_snapshot: 1,
      plan_id: planId,
      seq,
      manifest: decoder.decode(manifest),
      chunks: Object.fromEntries(chunks.map(({ hash, bytes }) => [hash, decoder.decode(bytes)])),
    };
    download(`${title || 'plan'}-stored.json`, new Blob([JSON.stringify(contents)], { type: 'application/json' }));
    return;
  }
}

export async function showRescue(error: unknown): Promise<void> {
  console.error(error);
  const panel = showMessage(
    'Keyplan has stopped',
    'An internal fault stopped the program. The last saved state of your plans is safe in this browser. Load the page again to go on from there.',
  );
  panel.append(button('Load again', () => location.reload()));
  const store = new SnapshotStore();
  const opened = await store.open();
  if (!opened.ready || opened.plans.length === 0) return;
  panel.append(element('p', 'To be on the safe side, download what is stored:'));
  const list = document.createElement('ul');
  for (const plan of opened.plans) {
    const item = document.createElement('li');
    item.append(button(`Download ${plan.title || 'plan'}`, () => void downloadStored(store, plan)));
    list.append(item);
  }
  panel.append(list);
}
