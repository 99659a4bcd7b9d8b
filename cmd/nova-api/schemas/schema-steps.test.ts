import { describe, expect, test } from 'vitest';
import { NovaFault } from '../http/nova-fault.ts';
import { bodySchemas, querySchemas, validateBody, validateQuery, type BodyName, type QueryName } from './request-schemas.ts';

const id = '6f70656e-7374-6163-6b20-342065766572';
const digest = Buffer.from('#!/bin/sh\n').toString('base64');

/** What a request may and may not hold from a version on. Of each step but the first, one of the two is new. */
type Step = readonly [since: number, good: unknown, bad: unknown];

const server = { name: 'web', flavorRef: '1' };
const netless = { ...server, networks: 'none' };

const createServer: readonly Step[] = [
  [
    1,
    {
      server: {
        ...server,
        imageRef: '',
        adminPass: 'x',
        metadata: { 'a b-c_d:e.f': '' },
        networks: [{ uuid: 'anything', port: null, fixed_ip: '10.0.0.1' }],
        'OS-DCF:diskConfig': 'AUTO',
        accessIPv4: '1.2.3.4',
        accessIPv6: '::1',
        personality: [{ path: '/etc/motd', contents: digest }],
        availability_zone: 'nova:host',
        block_device_mapping_v2: [{ uuid: id, source_type: 'volume', destination_type: 'volume', boot_index: '0', volume_size: '1' }],
        config_drive: 'yes',
        key_name: 'k',
        min_count: '1',
        max_count: 2,
        return_reservation_id: true,
        security_groups: [{ name: 'default' }],
        user_data: digest,
      },
      'os:scheduler_hints': { group: id, different_host: [id], own: 'hint', build_near_host_ip: 'fd00::1', cidr: '/24' },
    },
    { server: { ...server, description: 'x' } },
  ],
  [19, { server: { ...server, description: null } }, { server: { ...server, description: 'a\nb' } }],
  [32, { server: { ...server, block_device_mapping_v2: [{ tag: 't' }] } }, { server: { ...server, networks: [{ tag: 'a,b' }] } }],
  [33, { server: { ...server, networks: [{ tag: 't' }] } }, { server: { ...server, block_device_mapping_v2: [{ tag: 't' }] } }],
  [37, { server: { ...server, networks: 'auto' } }, { server }],
  [42, { server: { ...server, networks: [{ uuid: id, tag: 't' }] } }, { server: { ...server, networks: [{ uuid: 'anything' }] } }],
  [
    52,
    { server: { ...netless, tags: ['a', 'b'] } },
    { server: { ...netless, tags: Array.from({ length: 51 }, (_, index) => `t${index}`) } },
  ],
  [57, { server: netless }, { server: { ...netless, personality: [] } }],
  [63, { server: { ...netless, trusted_image_certificates: ['a'] } }, { server: { ...netless, trusted_image_certificates: [] } }],
  [
    67,
    { server: { ...netless, block_device_mapping_v2: [{ volume_type: null }] } },
    { server: { ...netless, block_device_mapping_v2: [{ volume_type: 'x'.repeat(256) }] } },
  ],
  [74, { server: { ...netless, host: 'h1', hypervisor_hostname: 'h1.example' } }, { server: { ...netless, host: 'h 1' } }],
  [90, { server: { ...netless, hostname: 'web-1' } }, { server: { ...netless, hostname: 'web.example' } }],
  [94, { server: { ...netless, hostname: 'web.example' } }, { server: { ...netless, hostname: 'web example' } }],
];

const rebuild = (more: object): object => ({ rebuild: { imageRef: id, ...more } });
const migrateLive = (more: object): object => ({ 'os-migrateLive': { host: null, block_migration: false, ...more } });
const flavor = { name: 'f', ram: '64', vcpus: 1, disk: 0 };
const keypair = { name: 'my key' };
const event = { server_uuid: id, name: 'network-changed', status: 'completed', tag: '' };
const events = (name: string): object => ({ events: [{ ...event, name }] });
const service = { host: 'h1', binary: 'nova-compute' };
const serviceSteps = (more: object, first = 1): readonly Step[] => [
  ...(first === 1 ? [[1, { ...service, ...more }, { ...service, ...more, forced_down: true }] as const] : []),
  [11, { ...service, ...more, forced_down: 'true' }, { ...service, ...more, forced_down: 2 }],
];

const unchecked = Object.fromEntries(
  [
    'os-start',
    'os-stop',
    'pause',
    'unpause',
    'suspend',
    'resume',
    'unrescue',
    'confirmResize',
    'revertResize',
    'unlock',
    'shelve',
    'shelveOffload',
    'restore',
    'forceDelete',
    'injectNetworkInfo',
    'resetNetwork',
  ].map((key) => [`action.${key}`, [[1, { [key]: null }, { [key]: null, other: null }]]]),
) as Record<string, readonly Step[]>;

const address = { address: '10.0.0.1' };

const bodies: Readonly<Record<string, readonly Step[]>> = {
  createServer,
  updateServer: [
    [1, { server: { name: 'n', accessIPv4: '1.2.3.4', 'OS-DCF:diskConfig': 'MANUAL' } }, { server: { accessIPv4: '' } }],
    [19, { server: { description: 'd' } }, { server: { hostname: 'web' } }],
    [90, { server: { hostname: 'web' } }, { server: { hostname: 'w' } }],
    [94, { server: { hostname: 'w' } }, { server: { hostname: '' } }],
  ],
  addMetadata: [[1, { metadata: { k: 'v' } }, { metadata: { k: 1 } }]],
  replaceMetadata: [[1, { metadata: {} }, { metadata: { ['k'.repeat(256)]: '' } }]],
  setMetadataItem: [[1, { meta: { k: 'v' } }, { meta: { k: 'v', l: 'w' } }]],
  replaceTags: [[26, { tags: [] }, { tags: ['a,b'] }]],
  addTag: [[26, null, {}]],
  ...unchecked,
  'action.reboot': [[1, { reboot: { type: 'Hard' } }, { reboot: { type: 'HaRd' } }]],
  'action.resize': [[1, { resize: { flavorRef: 2, 'OS-DCF:diskConfig': 'AUTO' } }, { resize: {} }]],
  'action.rebuild': [
    [1, rebuild({ personality: [], preserve_ephemeral: 'false' }), rebuild({ description: 'x' })],
    [19, rebuild({ description: null }), rebuild({ key_name: 'k' })],
    [54, rebuild({ key_name: null }), rebuild({ key_name: '' })],
    [57, rebuild({ user_data: null }), rebuild({ personality: [] })],
    [63, rebuild({ trusted_image_certificates: null }), rebuild({ hostname: 'web' })],
    [90, rebuild({ hostname: 'web' }), rebuild({ hostname: 'web.example' })],
    [94, rebuild({ hostname: 'web.example' }), rebuild({ imageRef: 'x' })],
  ],
  'action.rescue': [[1, { rescue: null }, { rescue: { rescue_image_ref: 'x' } }]],
  'action.createImage': [[1, { createImage: { name: 'i', metadata: { k: 'v' } } }, { createImage: { name: '' } }]],
  'action.createBackup': [
    [
      1,
      { createBackup: { name: 'b', backup_type: 'daily', rotation: '0' } },
      { createBackup: { name: 'b', backup_type: 'daily', rotation: -1 } },
    ],
  ],
  'action.changePassword': [[1, { changePassword: { adminPass: '' } }, { changePassword: { adminPass: null } }]],
  'action.trigger_crash_dump': [[17, { trigger_crash_dump: null }, { trigger_crash_dump: {} }]],
  'action.lock': [
    [1, { lock: 'anything' }, { lock: null, unlock: null }],
    [73, { lock: { locked_reason: 'mine' } }, { lock: { reason: 'mine' } }],
  ],
  'action.unshelve': [
    [1, { unshelve: 'anything' }, {}],
    [77, { unshelve: { availability_zone: 'z' } }, { unshelve: {} }],
    [91, { unshelve: { availability_zone: null, host: 'h1' } }, { unshelve: { zone: 'z' } }],
  ],
  'action.migrate': [
    [1, { migrate: 'anything' }, {}],
    [56, { migrate: { host: null } }, { migrate: { host: '' } }],
  ],
  'action.os-migrateLive': [
    [1, migrateLive({ disk_over_commit: 'no' }), migrateLive({})],
    [25, migrateLive({ block_migration: 'auto' }), migrateLive({ force: true })],
    [30, migrateLive({ force: true }), migrateLive({ force: 'auto' })],
    [68, migrateLive({}), migrateLive({ force: true })],
  ],
  'action.evacuate': [
    [1, { evacuate: { onSharedStorage: 'True', host: 'h1', adminPass: 'x' } }, { evacuate: {} }],
    [14, { evacuate: {} }, { evacuate: { force: true } }],
    [29, { evacuate: { force: true } }, { evacuate: { onSharedStorage: true } }],
    [68, { evacuate: { host: 'h1' } }, { evacuate: { force: true } }],
  ],
  'action.os-resetState': [[1, { 'os-resetState': { state: 'error' } }, { 'os-resetState': { state: 'stopped' } }]],
  'action.os-getConsoleOutput': [[1, { 'os-getConsoleOutput': { length: '-1' } }, { 'os-getConsoleOutput': { length: -2 } }]],
  'action.addSecurityGroup': [[1, { addSecurityGroup: { name: 'default' } }, { addSecurityGroup: { name: '' } }]],
  'action.removeSecurityGroup': [[1, { removeSecurityGroup: { name: 'default' } }, { removeSecurityGroup: null }]],
  'action.addFixedIp': [[1, { addFixedIp: { networkId: 1 } }, { addFixedIp: {} }]],
  'action.removeFixedIp': [[1, { removeFixedIp: address }, { removeFixedIp: { address: 'x' } }]],
  'action.addFloatingIp': [[1, { addFloatingIp: { ...address, fixed_address: '::1' } }, { addFloatingIp: {} }]],
  'action.removeFloatingIp': [[1, { removeFloatingIp: address }, { removeFloatingIp: { ...address, x: 1 } }]],
  'action.os-getVNCConsole': [[1, { 'os-getVNCConsole': { type: 'novnc' } }, { 'os-getVNCConsole': { type: 'serial' } }]],
  'action.os-getSPICEConsole': [[1, { 'os-getSPICEConsole': { type: 'spice-html5' } }, { 'os-getSPICEConsole': {} }]],
  'action.os-getRDPConsole': [[1, { 'os-getRDPConsole': { type: 'rdp-html5' } }, { 'os-getRDPConsole': {} }]],
  'action.os-getSerialConsole': [[1, { 'os-getSerialConsole': { type: 'serial' } }, { 'os-getSerialConsole': {} }]],

  createVolumeAttachment: [
    [1, { volumeAttachment: { volumeId: id, device: '/dev/vdb' } }, { volumeAttachment: { volumeId: id, device: 'vdb' } }],
    [49, { volumeAttachment: { volumeId: id, tag: 't' } }, { volumeAttachment: { volumeId: id, tag: '' } }],
    [79, { volumeAttachment: { volumeId: id, delete_on_termination: 'true' } }, { volumeAttachment: { delete_on_termination: true } }],
  ],
  updateVolumeAttachment: [
    [1, { volumeAttachment: { volumeId: id } }, { volumeAttachment: { volumeId: id, delete_on_termination: true } }],
    [85, { volumeAttachment: { volumeId: id, delete_on_termination: true, serverId: id, id } }, { volumeAttachment: { id } }],
  ],
  createInterface: [
    [1, { interfaceAttachment: { fixed_ips: [{ ip_address: '::1' }] } }, { interfaceAttachment: { fixed_ips: [] } }],
    [49, { interfaceAttachment: { port_id: id, tag: 't' } }, { interfaceAttachment: { net_id: 'x' } }],
  ],
  createRemoteConsole: [
    [6, { remote_console: { protocol: 'vnc', type: 'novnc' } }, { remote_console: { protocol: 'mks', type: 'webmks' } }],
    [8, { remote_console: { protocol: 'mks', type: 'webmks' } }, { remote_console: { protocol: 'vnc', type: 'spice-direct' } }],
  ],

  createFlavor: [
    [
      1,
      {
        flavor: { ...flavor, id: null, swap: '0', rxtx_factor: '1.5', 'os-flavor-access:is_public': 'off', 'OS-FLV-EXT-DATA:ephemeral': 1 },
      },
      { flavor: { ...flavor, rxtx_factor: 0 } },
    ],
    [55, { flavor: { ...flavor, id: 'm1.tiny', description: 'd' } }, { flavor: { ...flavor, id: ' x' } }],
  ],
  updateFlavor: [[55, { flavor: { description: null } }, { flavor: {} }]],
  addTenantAccess: [[1, { addTenantAccess: { tenant: 'p' } }, { addTenantAccess: { tenant: '' } }]],
  removeTenantAccess: [[1, { removeTenantAccess: { tenant: 'p' } }, { removeTenantAccess: {} }]],
  addExtraSpecs: [[1, { extra_specs: { 'hw:cpu_policy': 'shared', n: 1 } }, { extra_specs: { 'a/b': '' } }]],
  setExtraSpec: [[1, { 'hw:cpu_policy': 'shared' }, {}]],

  createKeypair: [
    [1, { keypair }, { keypair: { ...keypair, type: 'ssh' } }],
    [2, { keypair: { ...keypair, type: 'x509' } }, { keypair: { ...keypair, type: 'pgp' } }],
    [10, { keypair: { ...keypair, user_id: 'u' } }, { keypair: { name: 'a@b.c', public_key: 'p' } }],
    [92, { keypair: { name: 'a@b.c', public_key: 'p' } }, { keypair }],
  ],
  createServerGroup: [
    [1, { server_group: { name: 'g', policies: ['affinity'] } }, { server_group: { name: 'g', policies: ['soft-affinity'] } }],
    [15, { server_group: { name: 'g', policies: ['soft-affinity'] } }, { server_group: { name: 'g', policies: [] } }],
    [
      64,
      { server_group: { name: 'g', policy: 'anti-affinity', rules: { max_server_per_host: '3' } } },
      { server_group: { name: 'g', policies: ['affinity'] } },
    ],
  ],

  updateQuotaSet: [
    [1, { quota_set: { cores: -1, floating_ips: '10', force: true } }, { quota_set: { networks: 1 } }],
    [36, { quota_set: { injected_files: 1 } }, { quota_set: { floating_ips: 10 } }],
    [57, { quota_set: { ram: 0 } }, { quota_set: { injected_files: 1 } }],
  ],
  updateQuotaClassSet: [
    [1, { quota_class_set: { cores: '1', fixed_ips: 1 } }, { quota_class_set: { cores: -2 } }],
    [50, { quota_class_set: { server_groups: 1 } }, { quota_class_set: { fixed_ips: 1 } }],
    [57, { quota_class_set: { ram: 2_147_483_647 } }, { quota_class_set: { injected_files: 1 } }],
  ],

  createAggregate: [[1, { aggregate: { name: 'a', availability_zone: null } }, { aggregate: { name: 'a', availability_zone: 'a:b' } }]],
  updateAggregate: [[1, { aggregate: { name: ' a ' } }, { aggregate: {} }]],
  'aggregate.add_host': [[1, { add_host: { host: 'h1' } }, { add_host: { host: 'h 1' } }]],
  'aggregate.remove_host': [[1, { remove_host: { host: 'h1' } }, { remove_host: {} }]],
  'aggregate.set_metadata': [[1, { set_metadata: { metadata: { k: null } } }, { set_metadata: { metadata: { k: 1 } } }]],
  cacheAggregateImages: [[81, { cache: [{ id }] }, { cache: [] }]],
  'service.enable': serviceSteps({}),
  'service.disable': serviceSteps({}),
  'service.disable-log-reason': serviceSteps({ disabled_reason: 'r' }),
  'service.force-down': serviceSteps({}, 11),
  updateService: [[53, { status: 'disabled', disabled_reason: 'r', forced_down: 'false' }, { host: 'h1' }]],
  updateHost: [[1, { status: 'Enable', maintenance_mode: 'disable' }, { status: 'on' }]],
  'migration.force_complete': [[22, { force_complete: null }, { force_complete: {} }]],
  createExternalEvents: [
    [1, events('network-vif-plugged'), events('volume-extended')],
    [51, events('volume-extended'), events('power-update')],
    [76, events('power-update'), events('accelerator-request-bound')],
    [82, events('accelerator-request-bound'), events('volume-reimaged')],
    [93, events('volume-reimaged'), { events: [{ ...event, status: 'done' }] }],
  ],
  createAssistedSnapshot: [
    [
      1,
      { snapshot: { volume_id: 'v', create_info: { snapshot_id: 's', type: 'qcow2', new_file: 'f' } } },
      { snapshot: { volume_id: 'v', create_info: { snapshot_id: 's', type: 'raw', new_file: 'f' } } },
    ],
  ],
};

const zoned = 'changes-since=2026-01-02T03:04:05Z';
const lenientThenStrict = (good: string, bad: string): readonly Step[] => [
  [1, `${good}&x=y`, bad],
  [75, good, 'x=y'],
];

const queries: Readonly<Record<string, readonly Step[]>> = {
  listServers: [
    [1, `name=^a&name=b&limit=10&sort_key=display_name&sort_key=user_data&${zoned}&x=y`, 'sort_key=x'],
    [26, 'tags=a,b&not-tags-any=c', 'tags='],
    [66, 'changes-before=2026-01-02', 'changes-before=x'],
    [73, 'locked=true&sort_key=locked', 'limit=x'],
    [75, 'name=a&deleted=true', 'x=y'],
  ],
  listInstanceActions: [
    [58, `limit=1&marker=req-1&${zoned}`, 'limit=1&limit=2'],
    [66, 'changes-before=2026-01-02', 'x=y'],
  ],
  listVolumeAttachments: lenientThenStrict('limit=1&offset=0', 'offset=-1'),
  listFlavors: lenientThenStrict('is_public=None&minRam=1&sort_key=vcpus&sort_dir=asc', 'sort_dir=up'),
  listKeypairs: [
    [1, 'x=y', ''],
    [10, 'user_id=u&x=y', ''],
    [35, 'limit=1&marker=k', 'limit=-1'],
    [75, 'user_id=u', 'x=y'],
  ],
  showKeypair: [
    [1, 'x=y', ''],
    [10, 'user_id=u', ''],
    [75, 'user_id=u', 'x=y'],
  ],
  deleteKeypair: [
    [1, 'x=y', ''],
    [10, 'user_id=u', ''],
    [75, 'user_id=u', 'x=y'],
  ],
  listServerGroups: lenientThenStrict('all_projects=True&offset=1', 'limit=x'),
  quotaSet: lenientThenStrict('user_id=u', ''),
  showLimits: lenientThenStrict('tenant_id=p', ''),
  listTenantUsage: [
    [1, 'start=2026-01-01&detailed=1&x=y', ''],
    [40, 'limit=1&marker=m', 'limit=x'],
    [75, 'limit=1&end=2026-01-01', 'x=y'],
  ],
  showTenantUsage: [
    [1, 'start=2026-01-01&x=y', ''],
    [40, 'limit=1&marker=m', 'limit=x'],
    [75, 'limit=1', 'x=y'],
  ],
  listHypervisors: [
    [33, 'limit=1&x=y', 'limit=x'],
    [53, 'with_servers=True&hypervisor_hostname_pattern=h', 'x=y'],
  ],
  showHypervisor: [[53, 'with_servers=0', 'with_servers=maybe']],
  listServices: lenientThenStrict('host=h1&binary=nova-compute', ''),
  listHosts: [[1, 'zone=nova&x=y', '']],
  listMigrations: [
    [1, 'host=h1&status=done&x=y', ''],
    [59, `limit=1&${zoned}`, 'x=y'],
    [66, 'changes-before=2026-01-02', 'user_id=u'],
    [80, 'user_id=u&project_id=p', 'user_id=u&user_id=v'],
  ],
  deleteAssistedSnapshot: lenientThenStrict('delete_info={}', ''),
};

function bodyIsTaken(request: string, version: number, body: unknown): boolean {
  return isTaken(() => validateBody(request as BodyName, version, body));
}

/** Whether all of a query is taken: what is dropped is not. `x` is what nobody knows. */
function queryIsTaken(request: string, version: number, text: string): boolean {
  const query = new URLSearchParams(text);
  return (
    isTaken(() => validateQuery(request as QueryName, version, query)) &&
    query.size === [...new URLSearchParams(text).keys()].filter((key) => key !== 'x').length
  );
}

function isTaken(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(NovaFault);
    return false;
  }
}

describe.each([
  ['body', bodies, bodySchemas, (request, version, sample) => bodyIsTaken(request, version, sample)],
  ['query', queries, querySchemas, (request, version, sample) => queryIsTaken(request, version, String(sample))],
] as const satisfies readonly (readonly [
  string,
  Readonly<Record<string, readonly Step[]>>,
  object,
  (request: string, version: number, sample: unknown) => boolean,
])[])('the %s of a request', (_part, samples, schemas, taken) => {
  test('has samples for each step of each schema', () => {
    const steps = Object.entries(schemas as Record<string, readonly { readonly since: number }[]>);
    expect(Object.fromEntries(Object.entries(samples).map(([request, list]) => [request, list.map(([since]) => since)]))).toEqual(
      Object.fromEntries(steps.map(([request, list]) => [request, list.map(({ since }) => since)])),
    );
  });

  test.each(
    Object.entries(samples).flatMap(([request, list]) =>
      list.map((step, index) => ({ request, since: step[0], step, before: list[index - 1]?.[0] })),
    ),
  )('is taken or refused from 2.$since on as it should be: $request', ({ request, since, step: [, good, bad], before }) => {
    expect(taken(request, since, good), `good: ${JSON.stringify(good)}`).toBe(true);
    if (bad !== '') expect(taken(request, since, bad), `bad: ${JSON.stringify(bad)}`).toBe(false);
    if (before !== undefined) {
      const isNew = !taken(request, since - 1, good) || (bad !== '' && taken(request, since - 1, bad));
      expect(isNew, 'the step changes something').toBe(true);
    }
  });
});
