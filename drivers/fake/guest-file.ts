import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { FakeGuest, FakeGuestStore } from './fake-host.ts';

/** Keeps a fake host's guests in one JSON file, so that they outlive the agent's process as real ones do. */
export class FakeGuestFile implements FakeGuestStore {
  readonly #path: string;

  constructor({ path }: { readonly path: string }) {
    this.#path = path;
  }

  load(): readonly FakeGuest[] {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8'), reviveValue) as FakeGuest[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  save(guests: readonly FakeGuest[]): void {
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, JSON.stringify(guests, keepInfinity), { mode: 0o600 });
    renameSync(temporary, this.#path);
  }
}

/** JSON knows no Infinity, which is how long a guest hangs for ever. */
function keepInfinity(_key: string, value: unknown): unknown {
  return value === Infinity ? 'Infinity' : value;
}

function reviveValue(key: string, value: unknown): unknown {
  if (value === 'Infinity') return Infinity;
  return (key === 'startedAt' || key === 'at') && typeof value === 'string' ? new Date(value) : value;
}
