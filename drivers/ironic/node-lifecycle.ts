import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import { DriverError, type Guest, type LocalImage, type Mark } from '#drivers/contract/driver.ts';
import type { IronicClient, Patch, ProvisionTarget } from './api/ironic-client.ts';
import { configDriveOf } from './config-drive.ts';
import { isSameMark, noteKey, ownershipOf, type GuestNote } from './guest-note.ts';
import type { DiskOrKernelImage, ImageShelf } from './image-shelf.ts';
import { instanceInfoOf } from './instance-info.ts';
import { whyOf, type NodeOrders } from './node-order.ts';
import { provisionPhase } from './node/provision-state.ts';
import type { Node } from './node/node.ts';

export interface NodeLifecycleOptions {
  readonly uuid: string;
  readonly client: IronicClient;
  readonly orders: NodeOrders;
  readonly shelf: ImageShelf;
  readonly clock: Clock;
  readonly random: Pick<Random, 'bytes'>;
}

/**
 * What is done to one node for its guest. Each piece begins with a look at the node, and acts only if the guest with that very mark is on it. Each
 * may be repeated: it goes on from the state that the last try left.
 */
export class NodeLifecycle {
  readonly #options: NodeLifecycleOptions;

  constructor(options: NodeLifecycleOptions) {
    this.#options = options;
  }

  /** Claims the node and tells Ironic what is to be put on it. */
  async prepare(guest: Guest): Promise<void> {
    const { client, uuid, orders } = this.#options;
    // A node that was left a moment ago may still be made ready for us.
    const node = await orders.settled({ limitSeconds: claimLimitSeconds });
    const ownership = ownershipOf(node);
    if (ownership.kind === 'Ours' && isSameMark(ownership.note.mark, guest.mark)) {
      if (provisionPhase(node.provisionState) !== 'Free') return;
    } else {
      refuseUnlessFree(node);
    }
    const info = await this.#instanceInfo(guest, { mark: guest.mark });
    const claim: Patch = [{ op: 'add', path: '/instance_uuid', value: guest.mark.instanceUID }, ...infoPatch(node, info)];
    await client.patch(uuid, claim);
    await this.#validate();
  }

  /** Deploys the guest, or turns its machine on, in rescue or out of it. */
  async start(guest: Guest): Promise<void> {
    const { orders, random, client, uuid } = this.#options;
    let node = this.#mine(await orders.settled({ limitSeconds: deployLimitSeconds }), guest.mark);
    if (node === undefined) throw new DriverError('Temporary', `start ${guest.mark.instanceUID}: it is not on node ${uuid}`);
    const phase = provisionPhase(node.provisionState);
    if (phase === 'Free' || phase === 'Failed') node = await this.#deploy(guest, 'active');
    else if (phase === 'Deployed' && isRebuildDue(node)) node = await this.#deploy(guest, 'rebuild');
    const isInRescue = provisionPhase(node.provisionState) === 'Rescue';
    if (guest.rescueImage !== undefined && node.provisionState !== 'rescue') {
      const rescue_password = guest.metadata[rescuePasswordKey] ?? Buffer.from(random.bytes(12)).toString('base64url');
      node = await orders.provision('rescue', { rescue_password, into: ['rescue'], limitSeconds: rescueLimitSeconds });
    } else if (guest.rescueImage === undefined && isInRescue) {
      node = await orders.provision('unrescue', { into: ['active'], limitSeconds: rescueLimitSeconds });
    }
    if (node.provisionState !== 'active' && node.provisionState !== 'rescue')
      throw new DriverError('HostBroken', `start ${guest.mark.instanceUID}: node ${uuid} is "${node.provisionState}": ${whyOf(node)}`);
    if (node.powerState === 'power on' && noteOf(node)?.stoppedAt === undefined) return;
    await this.#note(node, { startedAt: this.#now() });
    if ((await client.node(uuid)).powerState !== 'power on') await orders.mustPower('power on');
  }

  async stop(mark: Mark, { gracePeriodSeconds }: { readonly gracePeriodSeconds: number }): Promise<void> {
    const { orders } = this.#options;
    const node = this.#mine(await orders.settled({ limitSeconds: deployLimitSeconds }), mark);
    if (node === undefined) return;
    const phase = provisionPhase(node.provisionState);
    if (phase === 'Free' || phase === 'Failed' || phase === 'Cleaning') return;
    const { startedAt, stoppedAt = this.#now() } = noteOf(node) ?? {};
    if (noteOf(node)?.stoppedAt === undefined) await this.#note(node, { ...(startedAt !== undefined && { startedAt }), stoppedAt });
    if (node.powerState === 'power off') return;
    if (gracePeriodSeconds > 0 && (await orders.trySoftly('soft power off', gracePeriodSeconds))) return;
    await orders.mustPower('power off');
  }

  async reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void> {
    const { orders } = this.#options;
    const { mode, gracePeriodSeconds } = options;
    const node = this.#mine(await orders.settled({ limitSeconds: deployLimitSeconds }), guest.mark);
    if (node?.powerState !== 'power on' || !isOn(node)) return this.start(guest);
    await this.#note(node, { startedAt: this.#now() });
    if (mode === 'Soft' && gracePeriodSeconds > 0 && (await orders.trySoftly('soft rebooting', gracePeriodSeconds))) return;
    await orders.mustPower('rebooting');
  }

  /** Has the disk written anew at the next start: Ironic runs what it has written, and the guest is to stay off until then. */
  async rebuild(guest: Guest): Promise<void> {
    const { client, uuid, orders } = this.#options;
    const node = this.#mine(await orders.settled({ limitSeconds: deployLimitSeconds }), guest.mark);
    if (node === undefined) throw new DriverError('Temporary', `rebuild ${guest.mark.instanceUID}: it is not on node ${uuid}`);
    const phase = provisionPhase(node.provisionState);
    if ((phase === 'Deployed' || phase === 'Rescue') && node.powerState !== 'power off')
      throw new DriverError('Temporary', `rebuild ${guest.mark.instanceUID}: it runs`);
    const { provisionUpdatedAt } = node;
    const { stoppedAt = this.#now() } = noteOf(node) ?? {};
    const note: GuestNote = { mark: guest.mark, stoppedAt, rebuildSince: (provisionUpdatedAt ?? new Date(0)).toISOString() };
    await client.patch(uuid, infoPatch(node, await this.#instanceInfo(guest, note)));
  }

  /** Takes the guest off the node. What Ironic does afterwards to make it ready for the next is not waited for. */
  async destroy(mark: Mark): Promise<void> {
    const { client, orders, uuid } = this.#options;
    const isGone = (each: Node): boolean => this.#mine(each, mark) === undefined;
    const canBeCut = (each: Node): boolean => provisionPhase(each.provisionState) === 'Waiting' && each.reservation === undefined;
    const node = await orders.settled({ limitSeconds: deployLimitSeconds, isEnough: (each) => isGone(each) || canBeCut(each) });
    if (isGone(node)) return this.#refuseDisowned(node, mark);
    const phase = provisionPhase(node.provisionState);
    if (phase !== 'Free' && phase !== 'Cleaning') {
      const into = ['available', 'cleaning', 'clean wait', 'clean hold', 'clean failed', 'manageable'];
      const left = await orders.provision('deleted', { into, limitSeconds: undeployLimitSeconds });
      if (isGone(left)) return;
    }
    await client.patch(uuid, releasePatch(await client.node(uuid)));
  }

  /** Writes down that the machine was found off. */
  async noteFoundOff(node: Node): Promise<void> {
    const { startedAt } = noteOf(node) ?? {};
    await this.#note(node, { ...(startedAt !== undefined && { startedAt }), foundOffAt: this.#now() });
  }

  /** The node, if the guest with that very mark is on it. */
  #mine(node: Node, mark: Mark): Node | undefined {
    const ownership = ownershipOf(node);
    return ownership.kind === 'Ours' && isSameMark(ownership.note.mark, mark) ? node : undefined;
  }

  async #deploy(guest: Guest, target: Extract<ProvisionTarget, 'active' | 'rebuild'>): Promise<Node> {
    const { client, orders, uuid } = this.#options;
    const configdrive = configDriveOf(guest, await client.macAddresses(uuid));
    const node = await orders.provision(target, {
      ...(configdrive !== undefined && { configdrive }),
      into: ['active'],
      limitSeconds: deployLimitSeconds,
    });
    const { rebuildSince, stoppedAt } = noteOf(node) ?? {};
    if (rebuildSince === undefined && stoppedAt === undefined) return node;
    return this.#note(node, {});
  }

  /** Replaces what is noted of the guest; its mark stays. */
  #note(node: Node, note: Omit<GuestNote, 'mark'>): Promise<Node> {
    const { client, uuid } = this.#options;
    const { mark } = noteOf(node)!;
    return client.patch(uuid, [{ op: 'add', path: `/instance_info/${noteKey}`, value: { mark, ...note } }]);
  }

  async #instanceInfo(guest: Guest, note: GuestNote): Promise<Readonly<Record<string, unknown>>> {
    const { image, mark } = guest;
    if (!isDiskOrKernel(image))
      throw new DriverError(
        'Unsupported',
        `prepare ${mark.instanceUID}: a bare machine cannot be made from an image of format ${image.format}`,
      );
    return instanceInfoOf(guest, await this.#options.shelf.put(image), note);
  }

  /** Lets Ironic look over what it was told, before anything is done. */
  async #validate(): Promise<void> {
    const { client, uuid } = this.#options;
    const validation = await client.validate(uuid);
    for (const name of ['power', 'deploy', 'boot']) {
      const { result, reason } = validation[name] ?? { result: null };
      if (result === false)
        throw new DriverError('HostBroken', `node ${uuid} is not fit for this server: its ${name} interface says: ${reason ?? ''}`);
    }
  }

  #refuseDisowned(node: Node, mark: Mark): void {
    const ownership = ownershipOf(node);
    if (ownership.kind !== 'Disowned' || !isSameMark(ownership.note.mark, mark)) return;
    throw new DriverError(
      'HostBroken',
      `destroy ${mark.instanceUID}: somebody removed it from node ${node.uuid}, which is "${node.provisionState}" with it: give it back (instance_uuid), or undeploy the node`,
    );
  }

  #now(): string {
    return this.#options.clock.now().toISOString();
  }
}

/** What the user may set for Ironic's rescue system to let them in with. */
const rescuePasswordKey = 'ironic.tycho.dev/rescue-password';

function noteOf(node: Node): GuestNote | undefined {
  const ownership = ownershipOf(node);
  return ownership.kind === 'Ours' ? ownership.note : undefined;
}

function isOn({ provisionState }: Node): boolean {
  return provisionState === 'active' || provisionState === 'rescue';
}

/** Whatever Ironic did to the node since the rebuild was asked for wrote its disk anew. */
function isRebuildDue(node: Node): boolean {
  const since = noteOf(node)?.rebuildSince;
  return since !== undefined && since === (node.provisionUpdatedAt ?? new Date(0)).toISOString();
}

function isDiskOrKernel(image: LocalImage): image is DiskOrKernelImage {
  return image.format === 'Raw' || image.format === 'Qcow2' || image.format === 'Kernel';
}

function refuseUnlessFree(node: Node): void {
  const { uuid, provisionState } = node;
  if (node.instanceUUID !== undefined) throw new DriverError('Temporary', `node ${uuid} has instance ${node.instanceUUID}`);
  if (provisionPhase(provisionState) !== 'Free')
    throw new DriverError('Temporary', `node ${uuid} cannot take a server: it is "${provisionState}"`);
  if (node.isInMaintenance)
    throw new DriverError('HostBroken', `node ${uuid} cannot take a server: it is in maintenance: ${node.maintenanceReason ?? ''}`);
}

/** What images leave in `instance_info`: none of an older one may stay. */
const imageKeys = [
  'image_source',
  'image_type',
  'image_disk_format',
  'image_os_hash_algo',
  'image_os_hash_value',
  'kernel',
  'ramdisk',
  'ramdisk_kernel_arguments',
];

function infoPatch({ instanceInfo }: Node, info: Readonly<Record<string, unknown>>): Patch {
  const stale = imageKeys.filter((key) => key in instanceInfo && !(key in info));
  return [
    ...stale.map((key) => ({ op: 'remove', path: `/instance_info/${key}` }) as const),
    ...Object.entries(info).map(([key, value]) => ({ op: 'add', path: `/instance_info/${key}`, value }) as const),
  ];
}

/** Of a claim that nothing was deployed for. */
function releasePatch({ instanceUUID }: Node): Patch {
  return [
    ...(instanceUUID === undefined ? [] : [{ op: 'remove', path: '/instance_uuid' } as const]),
    { op: 'add', path: '/instance_info', value: {} },
  ];
}

/** Ironic has limits of its own, most of them shorter: these are for an Ironic that forgot. */
const deployLimitSeconds = 3 * 3600;
const undeployLimitSeconds = 3600;
const rescueLimitSeconds = 3600;
/** A server may be placed while a node is still being cleaned; longer than this is for another try. */
const claimLimitSeconds = 15;
