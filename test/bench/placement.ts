import type { Amounts } from '#apis/infrastructure/allocatable.ts';
import { chooseHost } from '#apis/placement/choose-host.ts';
import { HostTable } from '#apis/placement/host-table.ts';
import type { PlacementRequest } from '#apis/placement/placement-request.ts';
import { aHost } from '#test/builders/host.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';

/**
 * How fast the scheduler decides, by itself: hosts of three zones with traits, a few of them cordoned, filled from empty with servers of six sizes, most of
 * which ask for a zone and a trait. Each decision is counted in before the next one, as the scheduling loop does. Run it by
 * `node test/bench/placement.ts [DECISIONS]`.
 */
const decisionCount = Number(process.argv[2] ?? 5000);

const sizes: readonly Amounts[] = [1, 2, 3, 4, 6, 8].map((vcpus) => ({ vcpus, memoryMiB: vcpus * 2048, diskGiB: vcpus * 10 }));

function region(hostCount: number): HostTable {
  const table = new HostTable();
  for (let number = 0; number < hostCount; number += 1) {
    table.putHost(
      aHost({
        metadata: { name: `host-${number}` },
        spec: { zone: `zone-${number % 3}`, traits: ['CUSTOM_ANY', `CUSTOM_${number % 2}`], unschedulable: number % 50 === 0 },
        status: {
          inventory: { vcpus: 64, memoryMiB: 262_144, diskGiB: 4000 },
          capabilities: ['image-qcow2'],
          conditions: [{ type: 'Ready', status: 'True', reason: 'Bench', message: '', lastTransitionTime: '2026-06-01T12:00:00Z' }],
        },
      }),
    );
  }
  return table;
}

function request(number: number): PlacementRequest {
  return {
    size: sizes[number % sizes.length]!,
    serverUID: `server-${number}`,
    zone: number % 4 === 0 ? undefined : `zone-${number % 3}`,
    project: 'bench',
    flavor: 'any',
    extraSpecs: {},
    imageLabels: {},
    requiredTraits: ['CUSTOM_ANY'],
    forbiddenTraits: number % 5 === 0 ? ['CUSTOM_1'] : [],
    capabilities: ['image-qcow2'],
    groupHosts: undefined,
    volumeHostUID: undefined,
    leftHostUID: undefined,
  };
}

/** Milliseconds that each decision took, with counting it in. */
function decisions(hostCount: number): readonly number[] {
  const table = region(hostCount);
  const random = new SeededRandom('placement');
  return Array.from({ length: decisionCount }, (_, number) => {
    const startedAt = performance.now();
    const choice = chooseHost(table, request(number), { policy: 'Spread', random });
    if (choice.kind === 'NoHostFits') throw new Error(choice.message);
    table.putClaim({
      instance: `instance-${number}`,
      serverUID: `server-${number}`,
      hostUID: choice.host.uid,
      amounts: request(number).size,
    });
    return performance.now() - startedAt;
  });
}

const rows = [1000, 5000, 10_000].map((hostCount) => {
  const taken = decisions(hostCount);
  const seconds = taken.reduce((sum, each) => sum + each, 0) / 1000;
  const microseconds = (fraction: number): string => `${Math.round(percentile(taken, fraction) * 1000)} µs`;
  return [hostCount, Math.round(decisionCount / seconds), microseconds(0.5), microseconds(0.99), microseconds(1)];
});
printTable(['hosts', 'decisions a second', 'p50', 'p99', 'longest'], rows);
