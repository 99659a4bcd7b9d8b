import { flavorKind, type Flavor } from '../compute/flavor.ts';
import type { Server } from '../compute/server.ts';
import { extraDisksOf, localDiskGiB } from '../infrastructure/local-disk.ts';
import { apiVersionOf } from '../machinery/kind.ts';

/** Those that are fields of a flavor, and no extra specs. */
const plainClasses: ReadonlySet<string> = new Set(['VCPU', 'MEMORY_MB', 'DISK_GB']);

/**
 * The flavor that a server names and that is gone, as the server knew it when it was placed: so a server whose flavor was deleted still comes back from a shelf, and
 * still goes back from a resize. What it did not need to remember, as traits, is not asked for again.
 */
export function rememberedFlavor({ spec, status }: Pick<Server, 'spec' | 'status'>): Flavor | undefined {
  const size = [status?.requestedResources, status?.resources, status?.resize?.previousResources].find(
    (each) => each?.flavor === spec.flavor,
  );
  if (size === undefined) return undefined;
  const { vcpus, memoryMiB, classes = {} } = size;
  const extraDisks = extraDisksOf(size);
  // The size counts all of its disks together.
  const diskGiB = size.diskGiB - localDiskGiB({ diskGiB: 0, ...extraDisks });
  const extraSpecs = Object.fromEntries(
    Object.entries(classes).flatMap(([name, amount]) => (plainClasses.has(name) ? [] : [[`resources:${name}`, String(amount)]])),
  );
  return {
    apiVersion: apiVersionOf(flavorKind),
    kind: flavorKind.kind,
    metadata: { name: spec.flavor, uid: '', resourceVersion: '0', generation: 0, creationTimestamp: '' },
    spec: { vcpus, memoryMiB, diskGiB, ...extraDisks, ...(Object.keys(extraSpecs).length === 0 ? {} : { extraSpecs }) },
  };
}
