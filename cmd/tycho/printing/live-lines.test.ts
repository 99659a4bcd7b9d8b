import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { cut, LiveLines } from './live-lines.ts';

function recorder(isTerminal: boolean): { text: string; output: ConstructorParameters<typeof LiveLines>[0]['output'] } {
  const record = {
    text: '',
    output: { write: (text: string) => void (record.text += text), isTerminal, hasColour: isTerminal, columnCount: 20 },
  };
  return record;
}

describe('LiveLines', () => {
  it('draws over what it drew before, and takes it away at the end', async () => {
    const clock = new VirtualClock();
    const record = recorder(true);
    let seconds = 0;
    const lines = new LiveLines({ output: record.output, clock, lines: () => [`waiting ${seconds}s`, 'for web'] });

    seconds = 1;
    await clock.advance(250);
    lines.close();
    await clock.advance(1000);

    expect(record.text).toBe('waiting 0s\nfor web\n\u001B[2A\u001B[Jwaiting 1s\nfor web\n\u001B[2A\u001B[J');
  });

  it('makes room for lines that stay', () => {
    const record = recorder(true);
    const lines = new LiveLines({ output: record.output, clock: new VirtualClock(), lines: () => ['waiting'] });

    lines.pause(() => record.output.write('done: a\n'));
    lines.close();

    expect(record.text).toBe('waiting\n\u001B[1A\u001B[Jdone: a\nwaiting\n\u001B[1A\u001B[J');
  });

  it('draws nothing in a pipe', () => {
    const record = recorder(false);

    new LiveLines({ output: record.output, clock: new VirtualClock(), lines: () => ['waiting'] }).close();

    expect(record.text).toBe('');
  });
});

describe('cut', () => {
  it('cuts to a width without counting colour, and ends the colour', () => {
    expect(cut('waiting', 7)).toBe('waiting');
    expect(cut('waiting', 4)).toBe('wai…');
    expect(cut('\u001B[32mwaiting\u001B[0m', 7)).toBe('\u001B[32mwaiting\u001B[0m');
    expect(cut('\u001B[32mwaiting\u001B[0m', 4)).toBe('\u001B[32mwai…\u001B[0m');
  });
});
