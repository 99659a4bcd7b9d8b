import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { FakeGuest } from './fake-guest.ts';
import type { FakeGuestStore } from './fake-host.ts';

/** What a line of the file says: how a guest is now, or that it is gone. */
type Line = { readonly guest: FakeGuest } | { readonly removed: string };

/** The file is written anew when it has this many lines and four times as many as there are guests. */
const leastLinesToRewrite = 1_000;

/**
 * Keeps a fake host's guests in a file, so that they outlive the agent's process as real ones do. Each change is a line of JSON at its end: a host
 * with many guests takes one more as fast as the first. A line that was cut short by a crash says nothing.
 */
export class FakeGuestFile implements FakeGuestStore {
  readonly #path: string;
  /** As the file says it. */
  readonly #guests = new Map<string, FakeGuest>();
  #lineCount = 0;

  constructor({ path }: { readonly path: string }) {
    this.#path = path;
  }

  load(): readonly FakeGuest[] {
    const lines = this.#readLines();
    for (const line of lines ?? []) this.#apply(line);
    // Without the rest of a line that was cut short, which would spoil the next one.
    if (lines !== undefined) this.#rewrite();
    return [...this.#guests.values()];
  }

  put(guest: FakeGuest): void {
    this.#append({ guest });
  }

  remove(instanceUID: string): void {
    this.#append({ removed: instanceUID });
  }

  #append(line: Line): void {
    this.#apply(line);
    if (this.#lineCount >= leastLinesToRewrite && this.#lineCount >= 4 * this.#guests.size) this.#rewrite();
    else appendFileSync(this.#path, textOf(line), { mode: 0o600 });
  }

  #apply(line: Line): void {
    this.#lineCount += 1;
    if ('removed' in line) this.#guests.delete(line.removed);
    else this.#guests.set(line.guest.mark.instanceUID, line.guest);
  }

  #rewrite(): void {
    const temporary = `${this.#path}.new`;
    writeFileSync(temporary, [...this.#guests.values()].map((guest) => textOf({ guest })).join(''), { mode: 0o600 });
    renameSync(temporary, this.#path);
    this.#lineCount = this.#guests.size;
  }

  /** Undefined when there is no file. */
  #readLines(): readonly Line[] | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line, reviveValue) as Line]));
  }
}

function textOf(line: Line): string {
  return `${JSON.stringify(line, keepInfinity)}\n`;
}

/** JSON knows no Infinity, which is how long a guest hangs for ever. */
function keepInfinity(_key: string, value: unknown): unknown {
  return value === Infinity ? 'Infinity' : value;
}

function reviveValue(key: string, value: unknown): unknown {
  if (value === 'Infinity') return Infinity;
  return (key === 'startedAt' || key === 'at') && typeof value === 'string' ? new Date(value) : value;
}
