import type { HistoryLine } from './schema-lines.ts';

/** Begins the line that a release puts below everything it promised. */
const frozenMark = '# Frozen by ';

/**
 * Everything that was ever promised to be stored or sent. What stands above the last line of a release is frozen: a release reads what the one
 * before it wrote, so a subject never gets another meaning, and what is gone is retired in so many words and never comes back. What stands
 * below it has not shipped and may still change.
 */
export class SchemaHistory {
  /** Frozen lines, and what was retired since. */
  readonly #lines: readonly string[];
  readonly #meanings = new Map<string, string>();
  readonly #retired = new Set<string>();

  constructor(text: string) {
    const lines = text.split('\n').filter((line) => line !== '');
    const frozenCount = lines.findLastIndex((line) => line.startsWith(frozenMark)) + 1;
    this.#lines = lines.filter((line, index) => index < frozenCount || line.startsWith('# ') || line.startsWith('retired '));
    for (const line of this.#lines.filter((each) => !each.startsWith('#'))) {
      const [subject = '', meaning = ''] = line.replace(/^retired /, '').split(': ');
      if (line.startsWith('retired ')) {
        this.#retired.add(subject);
      } else {
        this.#meanings.set(subject, meaning);
      }
    }
  }

  /** What is wrong with serving `present` after this history; empty when nothing is. */
  complaintsAbout(present: readonly HistoryLine[]): string[] {
    const served = new Map(present.map(({ subject, meaning }) => [subject, meaning]));
    const changed = present.filter(({ subject, meaning }) => (this.#meanings.get(subject) ?? meaning) !== meaning);
    const revived = present.filter(({ subject }) => this.#retired.has(subject));
    const lost = [...this.#meanings.keys()].filter((subject) => !served.has(subject) && !this.#retired.has(subject));
    return [
      ...changed.map(
        ({ subject, meaning }) =>
          `${subject} was "${this.#meanings.get(subject)}" and cannot become "${meaning}": take another name or number`,
      ),
      ...revived.map(({ subject }) => `${subject} was retired and cannot come back: take another name or number`),
      ...lost.map(
        (subject) => `${subject} is gone, but may have been stored or sent: bring it back, or say "retired ${subject}" in the history`,
      ),
    ];
  }

  /** The history with what is new in `present` at its end. */
  extendedBy(present: readonly HistoryLine[]): string {
    const added = present.filter(({ subject }) => !this.#meanings.has(subject)).map(({ subject, meaning }) => `${subject}: ${meaning}`);
    return `${[...this.#lines, ...added].join('\n')}\n`;
  }

  /** Lines of an older history that this one no longer has. */
  linesLostSince(older: string): string[] {
    const kept = new Set(this.#lines);
    return older.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !kept.has(line));
  }
}

/** The line that freezes everything above it. */
export function frozenLine(release: string): string {
  return `${frozenMark}${release}`;
}
