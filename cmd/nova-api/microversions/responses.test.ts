import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Converter, Representation } from './converter.ts';
import { newest, oldest } from './microversion.ts';
import { converters, lower, older } from './responses.ts';

type Body = Record<string, unknown>;

/** What a representation is in the version of a converter, and in the one before. */
interface Case {
  readonly since: number;
  readonly of: Representation;
  readonly latest: Body;
  readonly lowered: Body;
}

const attributes = {
  'OS-EXT-SRV-ATTR:reservation_id': 'r-1',
  'OS-EXT-SRV-ATTR:launch_index': 0,
  'OS-EXT-SRV-ATTR:hostname': 'web',
  'OS-EXT-SRV-ATTR:kernel_id': '',
  'OS-EXT-SRV-ATTR:ramdisk_id': '',
  'OS-EXT-SRV-ATTR:root_device_name': '/dev/vda',
  'OS-EXT-SRV-ATTR:user_data': null,
};

const onlyShown = {
  'OS-EXT-AZ:availability_zone': 'nova',
  config_drive: '',
  'OS-SRV-USG:launched_at': null,
  'OS-SRV-USG:terminated_at': null,
  security_groups: [{ name: 'default' }],
  'OS-EXT-STS:task_state': null,
  'OS-EXT-STS:vm_state': 'active',
  'OS-EXT-STS:power_state': 1,
  'os-extended-volumes:volumes_attached': [],
  host_status: 'UP',
  'OS-EXT-SRV-ATTR:host': 'h1',
  'OS-EXT-SRV-ATTR:hypervisor_hostname': 'h1',
  'OS-EXT-SRV-ATTR:instance_name': 'i1',
};

const address = { version: 4, addr: '10.0.0.2' };
const fullAddress = { ...address, 'OS-EXT-IPS:type': 'fixed', 'OS-EXT-IPS-MAC:mac_addr': 'fa:16:3e:00:00:01' };

const embedded = { vcpus: 1, ram: 64, disk: 1, ephemeral: 0, swap: 0, original_name: 'm1.nano', extra_specs: {} };
const reference = { id: '42', links: [{ rel: 'bookmark', href: 'http://nova/flavors/42' }] };

const statistics = {
  vcpus: 4,
  memory_mb: 1024,
  local_gb: 10,
  vcpus_used: 1,
  memory_mb_used: 64,
  local_gb_used: 1,
  free_ram_mb: 960,
  free_disk_gb: 9,
};

const cases: readonly Case[] = [
  { since: 96, of: 'server', latest: { id: 'a', pinned_availability_zone: null }, lowered: { id: 'a' } },
  {
    since: 75,
    of: 'updatedServer',
    latest: { id: 'a', key_name: 'k', tags: [], ...onlyShown, ...attributes, addresses: { net: [fullAddress] } },
    lowered: { id: 'a', tags: [], addresses: { net: [address] } },
  },
  {
    since: 75,
    of: 'rebuiltServer',
    latest: { id: 'a', key_name: 'k', adminPass: 'x', user_data: null, ...onlyShown, ...attributes, addresses: {} },
    lowered: { id: 'a', key_name: 'k', adminPass: 'x', user_data: null, addresses: {} },
  },
  { since: 73, of: 'server', latest: { locked: true, locked_reason: 'mine' }, lowered: { locked: true } },
  { since: 71, of: 'server', latest: { id: 'a', server_groups: [] }, lowered: { id: 'a' } },
  { since: 63, of: 'server', latest: { id: 'a', trusted_image_certificates: null }, lowered: { id: 'a' } },
  { since: 57, of: 'rebuiltServer', latest: { id: 'a', user_data: null }, lowered: { id: 'a' } },
  { since: 54, of: 'rebuiltServer', latest: { id: 'a', key_name: 'k' }, lowered: { id: 'a' } },
  { since: 47, of: 'server', latest: { flavor: embedded, [older]: { flavor: reference } }, lowered: { flavor: reference } },
  { since: 26, of: 'server', latest: { id: 'a', tags: ['x'] }, lowered: { id: 'a' } },
  { since: 19, of: 'server', latest: { id: 'a', description: null }, lowered: { id: 'a' } },
  { since: 16, of: 'server', latest: { id: 'a', host_status: 'UP' }, lowered: { id: 'a' } },
  { since: 9, of: 'server', latest: { id: 'a', locked: false }, lowered: { id: 'a' } },
  {
    since: 3,
    of: 'server',
    latest: { id: 'a', ...attributes, 'os-extended-volumes:volumes_attached': [{ id: 'v', delete_on_termination: true }] },
    lowered: { id: 'a', 'os-extended-volumes:volumes_attached': [{ id: 'v' }] },
  },

  { since: 75, of: 'flavor', latest: { swap: 0 }, lowered: { swap: '' } },
  { since: 61, of: 'flavor', latest: { id: '1', extra_specs: {} }, lowered: { id: '1' } },
  { since: 55, of: 'flavor', latest: { id: '1', description: null }, lowered: { id: '1' } },
  { since: 55, of: 'flavorInList', latest: { id: '1', description: null }, lowered: { id: '1' } },
  { since: 2, of: 'keypair', latest: { name: 'k', type: 'ssh' }, lowered: { name: 'k' } },
  { since: 2, of: 'keypairCreated', latest: { name: 'k', type: 'ssh' }, lowered: { name: 'k' } },
  { since: 2, of: 'keypairInList', latest: { name: 'k', type: 'ssh' }, lowered: { name: 'k' } },
  {
    since: 64,
    of: 'serverGroup',
    latest: { id: 'g', policy: 'affinity', rules: { max_server_per_host: 3 } },
    lowered: { id: 'g', policies: ['affinity'], metadata: {} },
  },
  { since: 13, of: 'serverGroup', latest: { id: 'g', project_id: 'p', user_id: 'u' }, lowered: { id: 'g' } },
  { since: 84, of: 'instanceActionEvent', latest: { event: 'e', details: 'd' }, lowered: { event: 'e' } },
  { since: 62, of: 'instanceActionEvent', latest: { event: 'e', host: 'h', hostId: 'x' }, lowered: { event: 'e' } },
  { since: 58, of: 'instanceAction', latest: { action: 'stop', updated_at: 't' }, lowered: { action: 'stop' } },
  {
    since: 89,
    of: 'volumeAttachment',
    latest: { volumeId: 'v', serverId: 's', attachment_id: 'a', bdm_uuid: 'b' },
    lowered: { volumeId: 'v', serverId: 's', id: 'v' },
  },
  { since: 79, of: 'volumeAttachment', latest: { volumeId: 'v', delete_on_termination: true }, lowered: { volumeId: 'v' } },
  { since: 79, of: 'volumeAttachmentCreated', latest: { volumeId: 'v', delete_on_termination: true }, lowered: { volumeId: 'v' } },
  { since: 70, of: 'volumeAttachment', latest: { volumeId: 'v', tag: null }, lowered: { volumeId: 'v' } },
  { since: 70, of: 'volumeAttachmentCreated', latest: { volumeId: 'v', tag: null }, lowered: { volumeId: 'v' } },
  { since: 70, of: 'interfaceAttachment', latest: { net_id: 'n', tag: null }, lowered: { net_id: 'n' } },
  {
    since: 48,
    of: 'diagnostics',
    latest: {
      state: 'running',
      cpu_details: [{ id: 0, time: 17, utilisation: 1 }, { time: 18 }],
      memory_details: { maximum: 2, used: 1 },
      disk_details: [{ read_bytes: 1, read_requests: 2, write_bytes: 3, write_requests: 4, errors_count: 5 }],
      nic_details: [
        { mac_address: 'm', rx_octets: 1, rx_packets: 2, rx_errors: 3, rx_drop: 4, tx_octets: 5, tx_packets: 6, tx_errors: 7, tx_drop: 8 },
      ],
    },
    lowered: {
      cpu0_time: 17,
      cpu1_time: 18,
      memory: 2048,
      'memory-actual': 1024,
      vda_read: 1,
      vda_read_req: 2,
      vda_write: 3,
      vda_write_req: 4,
      vda_errors: 5,
      vnet0_rx: 1,
      vnet0_rx_packets: 2,
      vnet0_rx_errors: 3,
      vnet0_rx_drop: 4,
      vnet0_tx: 5,
      vnet0_tx_packets: 6,
      vnet0_tx_errors: 7,
      vnet0_tx_drop: 8,
    },
  },
  { since: 6, of: 'remoteConsole', latest: { protocol: 'vnc', type: 'novnc', url: 'u' }, lowered: { type: 'novnc', url: 'u' } },

  {
    since: 88,
    of: 'hypervisor',
    latest: { id: 'u', uptime: null, [older]: { statistics: { ...statistics, cpu_info: { arch: 'x86_64' } } } },
    lowered: { id: 'u', ...statistics, current_workload: 0, running_vms: 0, disk_available_least: 0, cpu_info: { arch: 'x86_64' } },
  },
  { since: 75, of: 'hypervisor', latest: { id: 'u', servers: [] }, lowered: { id: 'u' } },
  { since: 75, of: 'hypervisorBrief', latest: { id: 'u', servers: [] }, lowered: { id: 'u' } },
  {
    since: 53,
    of: 'hypervisor',
    latest: { id: 'u', service: { id: 's', host: 'h' }, [older]: { id: 7, serviceID: 8 } },
    lowered: { id: 7, service: { id: 8, host: 'h' } },
  },
  { since: 53, of: 'hypervisorBrief', latest: { id: 'u', [older]: { id: 7 } }, lowered: { id: 7 } },
  { since: 53, of: 'hypervisorUptime', latest: { id: 'u', [older]: { id: 7 } }, lowered: { id: 7 } },
  { since: 53, of: 'service', latest: { id: 'u', [older]: { id: 7 } }, lowered: { id: 7 } },
  { since: 28, of: 'hypervisor', latest: { cpu_info: { arch: 'x86_64' } }, lowered: { cpu_info: '{"arch":"x86_64"}' } },
  { since: 11, of: 'service', latest: { host: 'h', forced_down: false }, lowered: { host: 'h' } },
  ...(['enabledService', 'disabledService'] as const).map((of) => ({
    since: 53,
    of,
    latest: { id: 'u', host: 'h', binary: 'nova-compute', status: 'enabled', zone: 'nova' },
    lowered: { host: 'h', binary: 'nova-compute', status: 'enabled' },
  })),
  {
    since: 53,
    of: 'disabledServiceWithReason',
    latest: { id: 'u', host: 'h', binary: 'nova-compute', status: 'disabled', disabled_reason: 'r' },
    lowered: { host: 'h', binary: 'nova-compute', status: 'disabled', disabled_reason: 'r' },
  },
  {
    since: 53,
    of: 'forcedDownService',
    latest: { id: 'u', host: 'h', binary: 'nova-compute', status: 'enabled', forced_down: true },
    lowered: { host: 'h', binary: 'nova-compute', forced_down: true },
  },
  { since: 41, of: 'aggregate', latest: { id: 1, uuid: 'u' }, lowered: { id: 1 } },
  { since: 80, of: 'migration', latest: { id: 1, user_id: 'u', project_id: 'p' }, lowered: { id: 1 } },
  { since: 80, of: 'serverMigration', latest: { id: 1, user_id: 'u', project_id: 'p' }, lowered: { id: 1 } },
  { since: 59, of: 'migration', latest: { id: 1, uuid: 'u' }, lowered: { id: 1 } },
  { since: 59, of: 'serverMigration', latest: { id: 1, uuid: 'u' }, lowered: { id: 1 } },
  { since: 23, of: 'migration', latest: { id: 1, migration_type: 'resize', links: [] }, lowered: { id: 1 } },

  {
    since: 57,
    of: 'quotaSet',
    latest: { cores: 20 },
    lowered: { cores: 20, injected_files: 0, injected_file_content_bytes: 10_240, injected_file_path_bytes: 255 },
  },
  {
    since: 57,
    of: 'quotaSetDetail',
    latest: {},
    lowered: {
      injected_files: { in_use: 0, limit: 0, reserved: 0 },
      injected_file_content_bytes: { in_use: 0, limit: 10_240, reserved: 0 },
      injected_file_path_bytes: { in_use: 0, limit: 255, reserved: 0 },
    },
  },
  {
    since: 57,
    of: 'quotaClassSet',
    latest: { cores: 20 },
    lowered: { cores: 20, injected_files: 0, injected_file_content_bytes: 10_240, injected_file_path_bytes: 255 },
  },
  { since: 57, of: 'limits', latest: {}, lowered: { maxPersonality: 0, maxPersonalitySize: 10_240 } },
  {
    since: 50,
    of: 'quotaClassSet',
    latest: { cores: 20, server_groups: 10, server_group_members: 10 },
    lowered: { cores: 20, fixed_ips: -1, floating_ips: -1, security_groups: -1, security_group_rules: -1 },
  },
  { since: 39, of: 'limits', latest: { maxServerMeta: 128 }, lowered: { maxServerMeta: 128, maxImageMeta: 128 } },
  {
    since: 36,
    of: 'quotaSet',
    latest: { cores: 20 },
    lowered: { cores: 20, fixed_ips: -1, floating_ips: -1, security_groups: -1, security_group_rules: -1 },
  },
  {
    since: 36,
    of: 'quotaSetDetail',
    latest: {},
    lowered: Object.fromEntries(
      ['fixed_ips', 'floating_ips', 'security_groups', 'security_group_rules'].map((name) => [name, { in_use: 0, limit: -1, reserved: 0 }]),
    ),
  },
  {
    since: 36,
    of: 'limits',
    latest: {},
    lowered: {
      maxTotalFloatingIps: -1,
      maxSecurityGroups: -1,
      maxSecurityGroupRules: -1,
      totalFloatingIpsUsed: 0,
      totalSecurityGroupsUsed: 0,
    },
  },
];

function converterOf({ since, of }: Pick<Case, 'since' | 'of'>): Converter | undefined {
  return converters.find((each) => each.since === since && [each.of].flat().includes(of));
}

function copyOf(body: Body): Body {
  return { ...structuredClone(body), ...(older in body ? { [older]: body[older as never] } : {}) };
}

/** What a client sees. */
function told(body: Body): unknown {
  return JSON.parse(JSON.stringify(body));
}

describe('an answer to an older version', () => {
  test.each(cases)('has the form of before 2.$since: $of', (each) => {
    const body = copyOf(each.latest);
    const converter = converterOf(each);
    converter?.lower(body);
    expect(told(body)).toEqual(each.lowered);
    converter?.lower(body);
    expect(told(body), 'twice is as once').toEqual(each.lowered);
  });

  test('is proved for every line of the table', () => {
    const proved = cases.map(({ since, of }) => `${since} ${of}`).toSorted();
    const lines = converters.flatMap(({ since, of }) => [of].flat().map((each) => `${since} ${each}`)).toSorted();
    expect(proved).toEqual(lines);
  });

  test('has a sentence about it on every line', () => {
    for (const { effect } of converters) expect(effect).toMatch(/^[A-Z].{10,150}\.$/);
  });

  test('differs from one to the next version exactly where the table says so', () => {
    for (const each of cases) {
      const before = copyOf(each.latest);
      lower(each.of, before, each.since - 1);
      const after = copyOf(each.latest);
      lower(each.of, after, each.since);
      expect(told(before), `${each.of} before 2.${each.since}`).not.toEqual(told(after));
    }
  });

  test('is the newest form in the newest version', () => {
    const body = { id: 'a', pinned_availability_zone: 'z' };
    lower('server', body, newest);
    expect(body).toEqual({ id: 'a', pinned_availability_zone: 'z' });
  });

  test('names the flavor if its id was not given along', () => {
    const body: Body = { flavor: { ...embedded } };
    lower('server', body, 46);
    expect(body).toEqual({ flavor: { id: 'm1.nano', links: [] } });
  });

  test('does not depend on what was asked before', () => {
    const representations = [...new Set(cases.map(({ of }) => of))];
    fc.assert(
      fc.property(
        fc.constantFrom(...representations),
        fc.integer({ min: oldest, max: newest }),
        fc.object({ maxDepth: 2 }),
        (of, version, body) => {
          const [one, other] = [structuredClone(body), structuredClone(body)];
          lower(of, one, version);
          lower(of, other, version);
          expect(one).toEqual(other);
        },
      ),
    );
  });

  test('can be made of whatever has the fields of its kind, by way of any version between', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.integer({ min: oldest, max: newest }),
        fc.integer({ min: oldest, max: newest }),
        (each, one, other) => {
          const [atOnce, inTwo] = [copyOf(each.latest), copyOf(each.latest)];
          lower(each.of, atOnce, Math.min(one, other));
          lower(each.of, inTwo, Math.max(one, other));
          lower(each.of, inTwo, Math.min(one, other));
          expect(told(inTwo)).toEqual(told(atOnce));
        },
      ),
    );
  });
});
