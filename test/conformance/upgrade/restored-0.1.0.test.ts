import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import { restoreBackup } from '#cmd/api-server/backup/restore-backup.ts';
import { createRegistry } from '#cmd/api-server/registry/create-registry.ts';
import { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import { ShiftedStorage } from '#cmd/api-server/storage/shifted-storage.ts';
import { backupEntries, BackupReader, BackupWriter, type BackupHead } from '#cmd/bootstrap/backup-file.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';

interface RecordedKey {
  readonly key: string;
  readonly object?: ApiObject;
  readonly text?: string;
}

const golden = new URL('goldens/0.1.0/etcd.jsonl', import.meta.url);
const passing = ['/tycho/.store/', '/tycho/core/events/', '/tycho/coordination.k8s.io/leases/'];

/** What 0.1.0 had stored, as the backup that it could not make itself. */
async function backupOf(keys: readonly RecordedKey[]): Promise<readonly string[]> {
  const writer = new BackupWriter();
  const head = writer.head({ product: '0.1.0', revision: 1_000, incarnation: 0, takenAt: '2026-06-01T12:00:00Z' });
  const entries = keys.map(({ key, object, text }) => writer.entry({ key, value: Buffer.from(text ?? JSON.stringify(object)) }));
  return [head, ...entries, writer.end()].map((line) => line.toString('utf8').trimEnd());
}

it('a backup of what the release before had stored is restored, and each object served', async () => {
  const recorded = (await readFile(golden, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedKey)
    .filter(({ key }) => !passing.some((prefix) => key.startsWith(prefix)));
  const lines = await backupOf(recorded);
  const clock = new VirtualClock();
  const store = new MemoryStorage({ clock });
  async function* each(): AsyncGenerator<string> {
    yield* lines;
  }
  const head = JSON.parse(lines[0]!) as BackupHead;

  const entries = backupEntries(each(), new BackupReader());
  const report = await restoreBackup({ storage: store, decrypting: store, entries, head, clock });
  const running = createRegistry({ storage: new ShiftedStorage(store), catalog, clock, random: new SeededRandom(1), logger: silentLogger });
  await running.ready;

  expect(report).toEqual({ incarnation: 1, entryCount: recorded.length });
  const objects = recorded.flatMap(({ object }) => (object?.metadata === undefined ? [] : [object]));
  expect(objects.length).toBeGreaterThan(20);
  for (const object of objects) {
    const kind = catalog.find(
      (known) => known.kind === object.kind && `${known.group}/${known.version}`.replace(/^\//, '') === object.apiVersion,
    )!;
    const served = (await running.registry.get(kind, keyOf(object), {})).object();
    expect(served.metadata.uid).toBe(object.metadata.uid);
    expect(Number(served.metadata.resourceVersion)).toBeGreaterThan(1_000_000_000_000);
    const raised = kind === instanceKind ? 1_000_000 : 0;
    expect(served.metadata.generation).toBeGreaterThanOrEqual(object.metadata.generation + raised);
  }
  running.close();
});
