import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { VMState } from './server-state.ts';

/** What is known of a guest from outside, in the form of 2.48. What nobody counts is null. */
export function diagnosticsView(instance: Instance, host: Host | undefined, vmState: VMState): Record<string, unknown> {
  const { machine, volumes = [] } = instance.spec;
  const driver = host?.status?.driver;
  const cards = machine.ports ?? [{ macAddress: machine.macAddress }];
  return {
    state: words[vmState] ?? 'pending',
    // Nova's list of drivers is closed, and has no others for what runs on a Linux host.
    driver: driver === 'ironic' ? 'ironic' : 'libvirt',
    hypervisor: driver ?? null,
    hypervisor_os: 'linux',
    uptime: null,
    config_drive: machine.configDrive !== false,
    num_cpus: machine.vcpus,
    num_nics: cards.length,
    num_disks: 1 + volumes.length,
    memory_details: { maximum: machine.memoryMiB, used: null },
    cpu_details: Array.from({ length: machine.vcpus }, (_, id) => ({ id, time: null, utilisation: null })),
    nic_details: cards.map(({ macAddress }) => ({ mac_address: macAddress, ...uncounted(cardCounters) })),
    disk_details: Array.from({ length: 1 + volumes.length }, () => uncounted(diskCounters)),
  };
}

const words: Readonly<Partial<Record<VMState, string>>> = {
  active: 'running',
  rescued: 'running',
  resized: 'running',
  paused: 'paused',
  suspended: 'suspended',
  stopped: 'shutdown',
  shelved: 'shutdown',
  shelved_offloaded: 'shutdown',
  'soft-delete': 'shutdown',
  error: 'crashed',
};

const cardCounters = [
  'rx_octets',
  'rx_errors',
  'rx_drop',
  'rx_packets',
  'rx_rate',
  'tx_octets',
  'tx_errors',
  'tx_drop',
  'tx_packets',
  'tx_rate',
];
const diskCounters = ['read_bytes', 'read_requests', 'write_bytes', 'write_requests', 'errors_count'];

function uncounted(names: readonly string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]));
}
