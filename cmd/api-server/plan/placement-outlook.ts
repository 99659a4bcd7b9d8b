import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { ServerOutcome } from '#apis/compute/plan.ts';
import type { Server } from '#apis/compute/server.ts';
import { addAmounts, allocatable, noAmounts, resourceNames, resourcesWithoutRoom, type Amounts } from '#apis/infrastructure/allocatable.ts';
import { capabilitiesFor } from '#apis/infrastructure/capabilities-for.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance, Machine } from '#apis/infrastructure/instance.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';

/** A server that would need a host. */
export interface PlacementWish {
  readonly server: Pick<Server, 'spec'>;
  readonly flavor: Flavor | undefined;
  readonly image: Image | undefined;
}

/**
 * Says, one after the other, whether servers would find a host as things are, and counts what each would take. The constraints are those of the scheduler
 * that can be told from a host alone; which host it would be is never said. Groups and volumes are judged when it is placed.
 */
export class PlacementOutlook {
  readonly #hosts: readonly Host[];
  readonly #claimed = new Map<string, Amounts>();

  constructor(hosts: readonly Host[], instances: readonly Instance[]) {
    this.#hosts = hosts;
    for (const { spec } of instances) this.#claim(spec.host.uid, spec.claim);
  }

  of(wish: PlacementWish): NonNullable<ServerOutcome['placement']> {
    const { flavor, image, server } = wish;
    if (flavor === undefined) return { fits: false, message: `there is no flavor "${server.spec.flavor}" (tycho get flavors)` };
    if (image === undefined && server.spec.bootVolume === undefined)
      return { fits: false, message: `there is no image "${server.spec.image}" (tycho get images)` };
    const open = this.#hosts.filter((host) => isOpen(host, wish));
    const size = { vcpus: flavor.spec.vcpus, memoryMiB: flavor.spec.memoryMiB, diskGiB: flavor.spec.diskGiB };
    const fitting = open.filter((host) => this.#shortOf(host, size).length === 0);
    const [chosen] = fitting.toSorted((one, other) => this.#freeMemory(other) - this.#freeMemory(one));
    if (chosen === undefined) return { fits: false, message: this.#whyNot(open, size) };
    this.#claim(chosen.metadata.uid, size);
    return { fits: true, message: `there is room on ${fitting.length} of ${this.#hosts.length} hosts` };
  }

  #whyNot(open: readonly Host[], size: Amounts): string {
    const count = this.#hosts.length;
    if (count === 0) return 'there are no hosts yet';
    if (open.length === 0) return `0 of ${count} hosts can take it: none is ready, in the zone, and able to do what it declares`;
    const short = resourceNames.filter((name) => open.every((host) => this.#shortOf(host, size).includes(name)));
    const what = short.length > 0 ? short : [...new Set(open.flatMap((host) => this.#shortOf(host, size)))];
    return `0 of ${count} hosts have room: too little ${what.join(', ')} on the ${open.length} that could take it`;
  }

  #shortOf(host: Host, size: Amounts): readonly string[] {
    const limit = allocatable(host);
    if (limit === undefined) return resourceNames;
    const claimed = this.#claimed.get(host.metadata.uid) ?? noAmounts;
    return resourcesWithoutRoom({ allocatable: limit, claimed, isExclusive: host.status?.exclusive === true }, size);
  }

  #freeMemory(host: Host): number {
    return (allocatable(host)?.memoryMiB ?? 0) - (this.#claimed.get(host.metadata.uid)?.memoryMiB ?? 0);
  }

  #claim(hostUID: string, amounts: Amounts): void {
    this.#claimed.set(hostUID, addAmounts(this.#claimed.get(hostUID) ?? noAmounts, amounts));
  }
}

function isOpen({ metadata, spec, status }: Host, { server, flavor, image }: PlacementWish): boolean {
  const { placement } = server.spec;
  const traits = spec.traits ?? [];
  const isReady = isConditionTrue(status?.conditions, 'Ready') && !spec.unschedulable && metadata.deletionTimestamp === undefined;
  return (
    isReady &&
    (placement?.zone === undefined || placement.zone === spec.zone) &&
    (placement?.requiredTraits ?? []).every((trait) => traits.includes(trait)) &&
    !(placement?.forbiddenTraits ?? []).some((trait) => traits.includes(trait)) &&
    neededFeatures(server, flavor, image).every((feature) => status?.capabilities?.includes(feature) === true)
  );
}

/** What `capabilitiesFor` asks of a machine that is not made yet. */
function neededFeatures(server: Pick<Server, 'spec'>, flavor: Flavor | undefined, image: Image | undefined): readonly string[] {
  const { spec } = server;
  const machine = {
    image: { format: image?.spec.format ?? 'Raw' },
    userData: spec.userData,
    keyPair: spec.keyPair === undefined ? undefined : {},
    firmware: image?.spec.firmware,
    tpm: image?.spec.tpm,
    extraSpecs: flavor?.spec.extraSpecs,
    ports: spec.networks,
    bootVolumeUID: spec.bootVolume,
  } as unknown as Machine;
  return capabilitiesFor(server, machine, { volumeCount: 0 });
}
