import type { Output } from '../world.ts';
import { bold, colourOfState } from './colour.ts';

export interface TableStyle {
  readonly output: Pick<Output, 'write' | 'hasColour'>;
  /** Whether to print the line of headings. */
  readonly headings: boolean;
  /** Spaces before each line. */
  readonly indent?: string;
}

/**
 * Prints rows under headings with columns that line up, and goes on doing so for rows that come later: a column only grows. Words that state how
 * something is are coloured on a terminal. The last column is not padded.
 */
export class TablePrinter {
  readonly #style: TableStyle;
  readonly #headings: readonly string[];
  readonly #widths: number[];
  #headingsPending: boolean;

  constructor(headings: readonly string[], style: TableStyle) {
    this.#style = style;
    this.#headings = headings.map((heading) => heading.toUpperCase());
    this.#widths = this.#headings.map((heading) => (style.headings ? heading.length : 0));
    this.#headingsPending = style.headings;
  }

  /** Prints all rows in one write. */
  print(rows: readonly (readonly string[])[]): void {
    for (const row of rows) {
      for (let column = 0; column < row.length; column += 1) {
        this.#widths[column] = Math.max(this.#widths[column] ?? 0, row[column]?.length ?? 0);
      }
    }
    const { output } = this.#style;
    const lines = rows.map((row) => this.#line(row, (cell) => colourOfState(cell)?.(cell, output) ?? cell));
    if (this.#headingsPending) lines.unshift(this.#line(this.#headings, (cell) => bold(cell, output)));
    this.#headingsPending = false;
    if (lines.length > 0) output.write(`${lines.join('\n')}\n`);
  }

  #line(cells: readonly string[], paint: (cell: string) => string): string {
    const last = cells.length - 1;
    let line = this.#style.indent ?? '';
    for (let column = 0; column <= last; column += 1) {
      const cell = cells[column] ?? '';
      const painted = this.#style.output.hasColour ? paint(cell) : cell;
      line += column === last ? painted : painted + ' '.repeat((this.#widths[column] ?? 0) - cell.length + gap);
    }
    return line;
  }
}

/** Spaces between columns, as kubectl has it. */
const gap = 3;

/** One cell of a Table from the server, as text without line ends or control characters: an object's text must not steer a terminal. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '<none>';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Text without control characters, each of which becomes a space. */
export function printable(text: string): string {
  return text.replaceAll(controlCharacters, ' ');
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const controlCharacters = /[\u0000-\u001F\u007F-\u009F]+/g;
