import { normalWords } from './normal-words.ts';

/** What is told of a line: what everybody can see through the API, or what only the guest can. */
export type Witness = 'api' | 'guest';

/** What was observed while a feature was used, in the words in which every driver has to tell it. */
export class Trace {
  readonly #lines: { readonly witness: Witness; readonly text: string }[] = [];

  tell(witness: Witness, text: string): void {
    this.#lines.push({ witness, text: normalWords(text) });
  }

  /** One line each, the guest's marked. */
  text(): string {
    return this.#lines.map(({ witness, text }) => `${witness === 'guest' ? 'guest: ' : ''}${text}\n`).join('');
  }
}

/** A trace as it is where nobody can look into the guest. */
export function withoutGuest(trace: string): string {
  return trace
    .split('\n')
    .filter((line) => !line.startsWith('guest: '))
    .join('\n');
}
