/**
 * Diagnostics as they were before 2.48: whatever counters the driver had, by the name of the device. The names are those that libvirt's guests have; there is no
 * order but the one in which the devices come.
 */
export function diagnosticsAsCounters(body: Record<string, unknown>): void {
  if (!('cpu_details' in body)) return;
  const counters: Record<string, unknown> = {};
  for (const [index, { id, time }] of listOf(body['cpu_details']).entries()) counters[`cpu${textOf(id) ?? index}_time`] = time ?? 0;
  const { maximum, used } = (body['memory_details'] ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof maximum === 'number') counters['memory'] = maximum * kibibytesInMebibyte;
  if (typeof used === 'number') counters['memory-actual'] = used * kibibytesInMebibyte;
  for (const [index, disk] of listOf(body['disk_details']).entries()) addCounters(counters, diskName(index), disk, diskCounters);
  for (const [index, nic] of listOf(body['nic_details']).entries()) addCounters(counters, `vnet${index}`, nic, nicCounters);
  for (const field of Object.keys(body)) delete body[field];
  Object.assign(body, counters);
}

const kibibytesInMebibyte = 1024;

type Counters = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly Counters[] {
  return Array.isArray(value) ? (value as readonly Counters[]) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}

function diskName(index: number): string {
  return `vd${String.fromCodePoint(firstLetter + (index % lettersInAlphabet))}`;
}

const firstLetter = 'a'.codePointAt(0) ?? 0;
const lettersInAlphabet = 26;

const diskCounters = {
  read: 'read_bytes',
  read_req: 'read_requests',
  write: 'write_bytes',
  write_req: 'write_requests',
  errors: 'errors_count',
};

const nicCounters = {
  rx: 'rx_octets',
  rx_packets: 'rx_packets',
  rx_errors: 'rx_errors',
  rx_drop: 'rx_drop',
  tx: 'tx_octets',
  tx_packets: 'tx_packets',
  tx_errors: 'tx_errors',
  tx_drop: 'tx_drop',
};

function addCounters(counters: Record<string, unknown>, device: string, values: Counters, names: Readonly<Record<string, string>>): void {
  for (const [suffix, field] of Object.entries(names)) counters[`${device}_${suffix}`] = values[field] ?? 0;
}
