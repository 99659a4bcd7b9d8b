import { bold } from './colour.ts';
import { printable } from './table.ts';
import type { Output } from '../world.ts';

/** Sections of names and values for people, in the way of `kubectl describe`. */
export class Outline {
  readonly #output: Pick<Output, 'write' | 'hasColour'>;

  constructor(output: Pick<Output, 'write' | 'hasColour'>) {
    this.#output = output;
  }

  /** A heading with nothing beside it. */
  heading(name: string): void {
    this.#output.write(`${bold(`${name}:`, this.#output)}\n`);
  }

  /** Names and values that line up. Values of several lines go on below the first. Absent values are left out. */
  fields(fields: readonly (readonly [string, string | undefined])[]): void {
    const present = fields.filter((field): field is readonly [string, string] => field[1] !== undefined);
    const width = Math.max(0, ...present.map(([name]) => name.length)) + 3;
    for (const [name, value] of present) {
      const [first = '', ...rest] = value.split('\n');
      const lines = [
        `${bold(`${name}:`, this.#output)}${' '.repeat(width - name.length - 1)}${printable(first)}`,
        ...rest.map((line) => ' '.repeat(width) + printable(line)),
      ];
      this.#output.write(`${lines.join('\n')}\n`);
    }
  }

  /** A JSON value below a heading: maps and lists by indentation, with names in words (`memoryMiB` as `Memory MiB`). */
  tree(value: unknown, indent = 2): void {
    const pad = ' '.repeat(indent);
    const entries = entriesOf(value);
    const width = Math.max(0, ...entries.filter(([, each]) => !isNested(each)).map(([name]) => name.length)) + 1;
    for (const [name, each] of entries) {
      if (isNested(each)) {
        this.#output.write(`${pad}${name}:\n`);
        this.tree(each, indent + 2);
      } else {
        this.#output.write(`${pad}${`${name}:`.padEnd(width + 2)}${scalarText(each)}\n`);
      }
    }
  }
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((item, index): readonly [string, unknown] => [`#${index + 1}`, item]);
  return typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, each]): readonly [string, unknown] => [inWords(name), each])
    : [];
}

/** Lists of plain values stand on one line. */
function isNested(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) ? value.some((item) => typeof item === 'object' && item !== null) : Object.keys(value).length > 0;
}

function scalarText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '<none>' : value.map(scalarText).join(', ');
  if (value === null || value === undefined || value === '' || typeof value === 'object') return '<none>';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

const acronyms: Readonly<Record<string, string>> = { mac: 'MAC', ip: 'IP', vcpus: 'vCPUs', id: 'ID', uid: 'UID', url: 'URL', os: 'OS' };

/** `memoryMiB` as `Memory MiB`, `imageSHA256` as `Image SHA256`; a key that is no such name stays as it is. */
function inWords(name: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/\b(Mi|Gi) B\b/g, '$1B')
    .split(' ');
  return words.map((word, index) => inWord(word, index === 0)).join(' ');
}

function inWord(word: string, isFirst: boolean): string {
  const acronym = acronyms[word.toLowerCase()];
  if (acronym !== undefined) return acronym;
  if (isFirst) return word.charAt(0).toUpperCase() + word.slice(1);
  return /^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word;
}
