import { NovaFault } from '../http/nova-fault.ts';

/**
 * Refuses extra specs of flavors that Nova would know to be wrong: a key that is none in a name space that is known, or a value that the key cannot have. Keys
 * elsewhere mean what their owners want (nova/api/validation/extra_specs).
 *
 * @throws NovaFault 400 in Nova's words.
 */
export function checkExtraSpecs(extraSpecs: Readonly<Record<string, string | number>>): void {
  for (const [key, value] of Object.entries(extraSpecs)) {
    const finding = findingOf(key, String(value));
    if (finding !== undefined) throw new NovaFault(400, `Validation failed; ${finding}.`);
  }
}

/** What a value may be. */
type Values =
  | { readonly kind: 'Text' }
  | { readonly kind: 'Boolean' }
  | { readonly kind: 'Integer'; readonly atLeast?: number; readonly atMost?: number }
  | { readonly kind: 'Word'; readonly words: readonly string[] }
  | { readonly kind: 'Pattern'; readonly pattern: string };

/** Values for keys; a key is an expression, and several may stand in one. */
type Rule = readonly [keys: string, values: Values];

function findingOf(key: string, value: string): string | undefined {
  const rule = rules.find(({ pattern }) => pattern.test(key));
  if (rule !== undefined) return findingOfValue(value, rule.values);
  const [space = ''] = key.split(':', 1);
  return key.includes(':') && knownSpaces.test(space) ? `extra spec '${key}' does not appear to be a valid extra spec` : undefined;
}

function findingOfValue(value: string, values: Values): string | undefined {
  switch (values.kind) {
    case 'Text':
      return undefined;
    case 'Boolean':
      return booleanWords.has(value.trim().toLowerCase()) ? undefined : `'${value}' is not a valid boolean-like value`;
    case 'Word':
      return values.words.includes(value) ? undefined : `'${value}' is not one of: ${values.words.join(', ')}`;
    case 'Pattern':
      return new RegExp(`^(?:${values.pattern})$`).test(value) ? undefined : `'${value}' is not of the format '${values.pattern}'`;
    case 'Integer':
      return findingOfInteger(value, values);
  }
}

function findingOfInteger(
  value: string,
  { atLeast = -Infinity, atMost = Infinity }: { readonly atLeast?: number; readonly atMost?: number },
): string | undefined {
  if (!/^\s*[-+]?\d+\s*$/.test(value)) return `'${value}' is not a valid integer value`;
  const number = Number(value);
  if (number > atMost) return `'${value}' is greater than the max value of '${atMost}'`;
  return number < atLeast ? `'${value}' is less than the min value of '${atLeast}'` : undefined;
}

const booleanWords: ReadonlySet<string> = new Set(['1', 't', 'true', 'on', 'y', 'yes', '0', 'f', 'false', 'off', 'n', 'no']);

const text: Values = { kind: 'Text' };
const boolean: Values = { kind: 'Boolean' };
const integer: Values = { kind: 'Integer' };
const zeroOrMore: Values = { kind: 'Integer', atLeast: 0 };
const oneOrMore: Values = { kind: 'Integer', atLeast: 1 };
const words = (...list: readonly string[]): Values => ({ kind: 'Word', words: list });
// A sequence of processors: single ones and ranges, some of them excluded. Written so that no text takes long to be held against it.
const processors: Values = { kind: 'Pattern', pattern: String.raw`\^?\d+(-\d+)?(,\^?\d+(-\d+)?)*` };

/** What may stand between the name and the colon of what comes in groups. */
const group = '[a-zA-Z0-9_-]{0,64}';

const resourceClasses =
  'VCPU|MEMORY_MB|DISK_GB|PCI_DEVICE|SRIOV_NET_VF|NUMA_SOCKET|NUMA_CORE|NUMA_THREAD|NUMA_MEMORY_MB|IPV4_ADDRESS|VGPU|VGPU_DISPLAY_HEAD|' +
  'NET_BW_EGR_KILOBIT_PER_SEC|NET_BW_IGR_KILOBIT_PER_SEC|PCPU|MEM_ENCRYPTION_CONTEXT|FPGA|PGPU|NET_PACKET_RATE_KILOPACKET_PER_SEC|' +
  'NET_PACKET_RATE_EGR_KILOPACKET_PER_SEC|NET_PACKET_RATE_IGR_KILOPACKET_PER_SEC';

const hostFacts =
  'id|uuid|service_id|host|vcpus|memory_mb|local_gb|vcpus_used|memory_mb_used|local_gb_used|hypervisor_type|hypervisor_version|hypervisor_hostname|' +
  'free_ram_mb|free_disk_gb|current_workload|running_vms|disk_available_least|host_ip|mapped|cpu_allocation_ratio|ram_allocation_ratio|' +
  'disk_allocation_ratio|total_usable_ram_mb|total_usable_disk_gb|disk_mb_used|free_disk_mb|vcpus_total|num_instances|num_io_ops|failed_builds|' +
  'aggregates|cell_uuid|updated';

const nestedHostFacts =
  'cpu_info|metrics|stats|numa_topology|supported_hv_specs|pci_device_pools|nodename|pci_stats|supported_instances|limits|instances';

const table: readonly Rule[] = [
  ['accel:device_profile', text],
  ['aggregate_instance_extra_specs:.+', text],
  [`capabilities:(${hostFacts})`, text],
  [String.raw`capabilities:(${nestedHostFacts})(:\w+)*`, text],

  ['hw:cpu_policy', words('dedicated', 'shared', 'mixed')],
  ['hw:cpu_thread_policy', words('prefer', 'isolate', 'require')],
  ['hw:emulator_threads_policy', words('isolate', 'share')],
  [String.raw`hw:(cpu_realtime_mask|cpu_dedicated_mask|numa_cpus\.\d+)`, processors],
  ['hw:mem_page_size', { kind: 'Pattern', pattern: String.raw`(large|small|any|\d+([kKMGT]i?)?(b|bit|B)?)` }],
  [String.raw`hw:(numa_nodes|numa_mem\.\d+)`, oneOrMore],
  ['hw:pci_numa_affinity_policy', words('required', 'preferred', 'legacy', 'socket')],
  ['hw:(cpu_|cpu_max_|max_cpu_)(sockets|cores|threads)', oneOrMore],
  ['hw:(cpu_realtime|hide_hypervisor_id|locked_memory|boot_menu|vif_multiqueue_enabled|mem_encryption|pmu)', boolean],
  ['hw:(virtio_packed_ring|ephemeral_encryption)', boolean],
  ['hw:ephemeral_encryption_format', words('plain', 'luks', 'luksv2')],
  ['hw:pmem', { kind: 'Pattern', pattern: '[a-zA-Z0-9_]+(,[a-zA-Z0-9_]*)*' }],
  ['hw:(serial_port_count|redirected_usb_ports)', zeroOrMore],
  ['hw:tpm_model', words('tpm-tis', 'tpm-crb')],
  ['hw:tpm_version', words('1.2', '2.0')],
  ['hw:watchdog_action', words('none', 'pause', 'poweroff', 'reset', 'disabled')],
  ['hw:viommu_model', words('intel', 'smmuv3', 'virtio', 'auto')],
  ['hw:maxphysaddr_mode', words('emulate', 'passthrough')],
  ['hw:maxphysaddr_bits', zeroOrMore],
  ['hw:(sound_model|usb_model)', text],
  ['hw_rng:allowed', boolean],
  ['hw_rng:(rate_bytes|rate_period)', zeroOrMore],
  ['hw_video:ram_max_mb', zeroOrMore],

  ['os:secure_boot', words('disabled', 'required')],
  ['os:resolution', words('1024x768', '1280x1024', '1600x1200', '1920x1200', '2560x1600', '3840x2160')],
  ['os:monitors', { kind: 'Integer', atLeast: 1, atMost: 8 }],
  ['os:vram', words('64', '128', '256', '512', '1024')],
  ['pci_passthrough:alias', { kind: 'Pattern', pattern: String.raw`[^:]+:\d+(?:\s*,\s*[^:,\s][^:,]*:\d+)*` }],

  ['quota:(cpu|memory|disk_io|vif)_(limit|shares_share)', zeroOrMore],
  ['quota:(cpu|memory|disk_io|vif)_reservation', integer],
  ['quota:(cpu|memory|disk_io|vif)_shares_level', words('custom', 'high', 'normal', 'low')],
  ['quota:(cpu_shares|cpu_period)', zeroOrMore],
  ['quota:cpu_quota', integer],
  ['quota:disk_(read|write|total)_(bytes|iops)_sec(_max(_length)?)?', zeroOrMore],
  ['quota:vif_(inbound|outbound)_(average|peak|burst)', zeroOrMore],

  [`resources${group}:(${resourceClasses}|CUSTOM_[A-Z0-9_]+)`, integer],
  [`trait${group}:(COMPUTE|CUSTOM|HW|MISC|OWNER|STORAGE)_[A-Z0-9_]+`, words('required', 'forbidden')],
  ['vmware:(hw_version|storage_policy)', text],
  ['hide_hypervisor_id', boolean],
  ['group_policy', words('isolate', 'none')],
];

const rules = table.map(([keys, values]) => ({ pattern: new RegExp(`^(?:${keys})$`), values }));

/** What comes before the colon of keys that are ours to know. */
const knownSpaces = new RegExp(
  `^(?:accel|aggregate_instance_extra_specs|capabilities|hw|hw_rng|hw_video|os|pci_passthrough|quota|resources${group}|trait${group}|vmware)$`,
);
