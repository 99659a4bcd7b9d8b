import { describe, expect, it } from 'vitest';
import { collect } from '#test/harness/collect.ts';
import { backupEntries, BackupFileError, BackupReader, BackupWriter, type BackupEntry } from './backup-file.ts';

const head = { product: '0.2.0', revision: 7, incarnation: 0, takenAt: '2026-06-01T12:00:00Z' };
const entries: readonly BackupEntry[] = [
  { key: '/tycho/a/b/c', value: Buffer.from('{"some":"ööö"}') },
  { key: '/tycho/a/b/d', value: Buffer.from([0, 255, 10, 13]) },
];

function written(): string[] {
  const writer = new BackupWriter();
  const lines = [writer.head(head), ...entries.map((entry) => writer.entry(entry)), writer.end()];
  return lines.map((line) => line.toString('utf8').replace(/\n$/, ''));
}

async function read(lines: readonly string[]): Promise<readonly BackupEntry[]> {
  async function* all(): AsyncGenerator<string> {
    yield* lines;
  }
  return collect(backupEntries(all(), new BackupReader()));
}

describe('a backup file', () => {
  it('gives back what was put in, byte for byte', async () => {
    expect(await read(written())).toEqual(entries);
  });

  it.each<[string, (lines: string[]) => string[], string]>([
    ['cut short', (lines) => lines.slice(0, -1), 'it is cut short after 2 entries'],
    ['cut in the middle of a line', (lines) => [...lines.slice(0, 2), lines[2]!.slice(0, 20)], 'what follows entry 1 is not JSON'],
    ['without one of its entries', (lines) => [lines[0]!, ...lines.slice(2)], 'it says that it has 2 entries, and has 1'],
    ['with another value', (lines) => lines.map((line) => line.replace('"AP8KDQ=="', '"AP8KDg=="')), 'it is damaged: its SHA-256 is'],
    ['with another head', (lines) => [lines[0]!.replace('"revision":7', '"revision":8'), ...lines.slice(1)], 'it is damaged'],
    ['with more behind its end', (lines) => [...lines, '{}'], 'there is more behind the end'],
    [
      'of a newer format',
      (lines) => [lines[0]!.replace('"version":1', '"version":2'), ...lines.slice(1)],
      'made by release 0.2.0, in version 2',
    ],
    ['that is another file', () => ['{"apiVersion":"v1"}'], 'it is no backup of a control plane'],
    ['that is no JSON', () => ['apiVersion: v1'], 'its first line is not JSON'],
    ['that is empty', () => [], 'cut short after 0 entries'],
  ])('%s is refused', async (_, change, message) => {
    await expect(read(change(written()))).rejects.toThrow(BackupFileError);
    await expect(read(change(written()))).rejects.toThrow(message);
  });
});
