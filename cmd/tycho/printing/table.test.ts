import { describe, expect, it } from 'vitest';
import { cellText, TablePrinter } from './table.ts';

function printed(print: (printer: TablePrinter) => void, hasColour = false): string {
  let text = '';
  print(new TablePrinter(['Name', 'Status'], { output: { write: (part) => void (text += part), hasColour }, headings: true }));
  return text;
}

describe('TablePrinter', () => {
  it('lines columns up under headings, once', () => {
    const text = printed((table) => {
      table.print([['web', 'Running']]);
      table.print([['a', 'Failed']]);
    });

    expect(text).toBe('NAME   STATUS\nweb    Running\na      Failed\n');
  });

  it('widens a column for a later row and never narrows it', () => {
    const text = printed((table) => {
      table.print([['a', 'x']]);
      table.print([['longer-name', 'x']]);
      table.print([['b', 'x']]);
    });

    expect(text).toBe('NAME   STATUS\na      x\nlonger-name   x\nb             x\n');
  });

  it('colours words of state without moving columns', () => {
    const text = printed(
      (table) =>
        table.print([
          ['web', 'Running'],
          ['b', 'Failed'],
        ]),
      true,
    );

    expect(text).toContain('web    \u001B[32mRunning\u001B[0m\n');
    expect(text).toContain('b      \u001B[31mFailed\u001B[0m\n');
  });
});

describe('cellText', () => {
  it('shows that nothing is there, and prints the rest on one line without control characters', () => {
    expect([undefined, null, ''].map(cellText)).toEqual(['<none>', '<none>', '<none>']);
    expect([0, false, 'a\nb', '\u001B[31mred', ['a']].map(cellText)).toEqual(['0', 'false', 'a b', ' [31mred', '["a"]']);
  });
});
