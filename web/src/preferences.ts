// Small settings of this device. Some browsers throw at the mere mention of localStorage.

const memory = new Map<string, string>();
const prefix = 'keyplan.';

export function preference(key: string): string {
  try {
    return localStorage.getItem(prefix + key) ?? memory.get(key) ?? '';
  } catch {
    return memory.get(key) ?? '';
  }
}

export function setPreference(key: string, value: string): void {
  memory.set(key, value);
  try {
    localStorage.setItem(prefix + key, value);
  } catch {
    // Kept until the page closes.
  }
}
