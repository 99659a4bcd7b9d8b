import { readFile } from 'node:fs/promises';
import { DriverError, type Guest } from '#drivers/contract/driver.ts';
import type { MachineRecord, Preparation } from '../instance-directory/instance-directory.ts';
import { localDisksOf } from '../machine/local-disks.ts';
import { rootDiskNode } from '../machine/root-disk.ts';
import type { RunningMachine } from './running-machine.ts';

/** What both ends of a migration have to agree on, as the end says it that the guest leaves. */
export interface MachineTerms {
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** In their order. */
  readonly portUIDs: readonly string[];
  readonly layout: MachineRecord['layout'];
  readonly accelerator: MachineRecord['accelerator'];
  readonly slots: MachineRecord['slots'];
  readonly hasConfigDrive: boolean;
  /** As `7.2`: the machine that the guest sees is that of the QEMU that made it. */
  readonly qemuVersion: string;
  /** What the host's processors can do that the guest may be using; empty where QEMU translates. */
  readonly processorFeatures: readonly string[];
  /** What QEMU calls its disks that are sent, and their sizes in bytes. */
  readonly disks: Readonly<Record<string, number>>;
}

/** What a machine that runs says. Throws the errors of QMP, and {@link DriverError} `Unsupported` for one that cannot leave its host. */
export async function termsOf(machine: RunningMachine): Promise<MachineTerms> {
  const { record, directory } = machine;
  const what = `send ${directory.mark.instanceUID}`;
  if (record === undefined)
    throw new DriverError('Unsupported', `${what}: release 0.1 started it, and did not note its machine; restart it once`);
  const { guest, layout, accelerator, slots, hasConfigDrive } = record;
  if (guest.volumes.length > 0)
    throw new DriverError('Unsupported', `${what}: its volume ${guest.volumes[0]!.volumeUID} lies on this host`);
  if (guest.rescueImage !== undefined) throw new DriverError('Unsupported', `${what}: it runs from a rescue image`);
  if (guest.hasTPM) throw new DriverError('Unsupported', `${what}: what its trusted platform module keeps would stay behind`);
  const sizes = await diskSizes(machine);
  const names = diskNamesOf(guest, sizes);
  return {
    vcpus: guest.vcpus,
    memoryMiB: guest.memoryMiB,
    portUIDs: guest.ports.map(({ uid }) => uid),
    layout,
    accelerator,
    slots,
    hasConfigDrive,
    qemuVersion: await qemuVersionOf(machine),
    processorFeatures: accelerator === 'kvm' ? await processorFeatures() : [],
    disks: Object.fromEntries(names.map((name) => [name, sizes.get(name)!])),
  };
}

/** Why this host cannot take in the guest as it is at the other end; undefined: it can. `terms` come from another host, and are believed in nothing. */
export async function termsRefusal(
  guest: Guest,
  terms: MachineTerms,
  own: { readonly accelerator: MachineRecord['accelerator']; readonly preparation: Preparation },
): Promise<string | undefined> {
  if (terms.vcpus !== guest.vcpus || terms.memoryMiB !== guest.memoryMiB) return 'its size here is not the one that it has there';
  const uids = guest.ports.map(({ uid }) => uid);
  if (uids.join(' ') !== terms.portUIDs?.join(' ')) return 'its ports here are not those that it has there';
  if (terms.accelerator !== own.accelerator)
    return `its host executes guests by ${words[terms.accelerator] ?? 'other means'}, and this one by ${words[own.accelerator]}`;
  if (terms.layout !== (own.preparation.layout ?? 1))
    return 'its devices have places there that they do not have here: an older release made it';
  if (!isSlots(terms.slots)) return 'its host says nothing of the places of its devices';
  if (own.accelerator === 'tcg') return undefined;
  const here = new Set(await processorFeatures());
  const missing = terms.processorFeatures.filter((feature) => !here.has(feature));
  return missing.length === 0
    ? undefined
    : `its processors have features there that those of this host lack: ${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ', …' : ''}`;
}

const words: Readonly<Record<string, string>> = { kvm: 'KVM', tcg: 'translation' };

/** The record of a machine of this host that is to take in what another one was. */
export function withTerms(record: MachineRecord, terms: MachineTerms | undefined): MachineRecord {
  if (terms === undefined) return record;
  return { ...record, layout: terms.layout, slots: terms.slots, hasConfigDrive: terms.hasConfigDrive };
}

/** What of a guest's disks goes with it: those that lie in its directory. */
export function diskNamesOf(guest: Parameters<typeof localDisksOf>[0], present: ReadonlyMap<string, unknown>): readonly string[] {
  return [rootDiskNode, ...localDisksOf(guest).map(({ name }) => name)].filter((name) => present.has(name));
}

/** By name of the node. Throws the errors of QMP. */
export async function diskSizes(machine: RunningMachine): Promise<ReadonlyMap<string, number>> {
  const nodes = (await machine.execute('query-named-block-nodes', { flat: true })) as readonly {
    readonly 'node-name'?: string;
    readonly image: { readonly 'virtual-size': number };
  }[];
  return new Map(nodes.flatMap((node) => (node['node-name'] === undefined ? [] : [[node['node-name'], node.image['virtual-size']]])));
}

/** As `7.2`. Throws the errors of QMP. */
export async function qemuVersionOf(machine: RunningMachine): Promise<string> {
  const { qemu } = (await machine.execute('query-version')) as { readonly qemu: { readonly major: number; readonly minor: number } };
  return `${qemu.major}.${qemu.minor}`;
}

async function processorFeatures(): Promise<readonly string[]> {
  const text = await readFile('/proc/cpuinfo', 'utf8');
  const vendor = /^vendor_id\s*:\s*(.+)$/m.exec(text)?.[1]?.trim() ?? '';
  const flags = /^flags\s*:\s*(.+)$/m.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
  return [...(vendor === '' ? [] : [`vendor ${vendor}`]), ...flags.toSorted()];
}

function isSlots(slots: unknown): slots is MachineRecord['slots'] {
  return (
    typeof slots === 'object' && slots !== null && Object.values(slots).every((slot) => slot === 'Board' || Number.isSafeInteger(slot))
  );
}
