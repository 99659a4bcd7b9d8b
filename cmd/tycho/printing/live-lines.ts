import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Output } from '../world.ts';

/** How often moving lines are drawn anew, so that times in them move. */
const redrawMilliseconds = 250;

/**
 * A few lines on a terminal that show how something stands now, drawn over and over in the same place. In a pipe it draws nothing: there the caller
 * prints what happened, once.
 */
export class LiveLines {
  readonly #output: Output;
  readonly #clock: Clock;
  readonly #lines: () => readonly string[];
  #drawnCount = 0;
  #timer: Timer | undefined;

  /** `lines` is asked again at each drawing. Lines are cut to the width of the terminal. */
  constructor({ output, clock, lines }: { readonly output: Output; readonly clock: Clock; readonly lines: () => readonly string[] }) {
    this.#output = output;
    this.#clock = clock;
    this.#lines = lines;
    if (output.isTerminal) this.#draw();
  }

  /** Takes the lines away while `print` prints something that stays above them. */
  pause(print: () => void): void {
    this.close();
    print();
    if (this.#output.isTerminal) this.#draw();
  }

  /** Takes the lines away. The caller prints what should stay. */
  close(): void {
    this.#timer?.cancel();
    if (this.#drawnCount > 0) this.#output.write(this.#eraser());
    this.#drawnCount = 0;
  }

  #draw(): void {
    const lines = this.#lines().map((line) => cut(line, this.#output.columnCount - 1));
    this.#output.write(`${this.#eraser()}${lines.map((line) => `${line}\n`).join('')}`);
    this.#drawnCount = lines.length;
    this.#timer = this.#clock.setTimer(() => this.#draw(), redrawMilliseconds);
  }

  /** Moves up to the first line and clears from there to the end of the screen. */
  #eraser(): string {
    return this.#drawnCount === 0 ? '' : `\u001B[${this.#drawnCount}A\u001B[J`;
  }
}

// oxlint-disable-next-line no-control-regex -- the escape character is what it looks for
const pieces = /\u001B\[[0-9;]*m|[^\u001B]/gu;

/** At most `width` characters, not counting colour; colour is ended. */
export function cut(line: string, width: number): string {
  let kept = '';
  let count = 0;
  for (const [piece] of line.matchAll(pieces)) {
    if (piece.length === 1 || !piece.startsWith('\u001B')) count += 1;
    if (count > width) return `${kept.slice(0, -1)}…${kept.includes('\u001B') ? '\u001B[0m' : ''}`;
    kept += piece;
  }
  return kept;
}
