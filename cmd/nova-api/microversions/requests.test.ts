import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodySchemas, validateBody, type BodyName } from '../schemas/request-schemas.ts';
import { newest, oldest } from './microversion.ts';
import { inEveryVersion, raise, raisers } from './requests.ts';

type Body = Record<string, unknown>;

/** A body that is valid before the version of a line, and what it means since. */
interface Case {
  readonly since: number;
  readonly of: BodyName;
  readonly older: Body;
  readonly raised: Body;
}

const id = '6f70656e-7374-6163-6b20-342065766572';
const server = { name: 'web', flavorRef: '1' };

const cases: readonly Case[] = [
  { since: 2, of: 'createKeypair', older: { keypair: { name: 'k' } }, raised: { keypair: { name: 'k', type: 'ssh' } } },
  ...(
    [
      ['VNC', 'vnc', 'novnc'],
      ['SPICE', 'spice', 'spice-html5'],
      ['RDP', 'rdp', 'rdp-html5'],
      ['Serial', 'serial', 'serial'],
    ] as const
  ).map(([name, protocol, type]) => ({
    since: 6,
    of: `action.os-get${name}Console` as const,
    older: { [`os-get${name}Console`]: { type } },
    raised: { [`os-get${name}Console`]: { type, protocol } },
  })),
  {
    since: 14,
    of: 'action.evacuate',
    older: { evacuate: { onSharedStorage: 'False', adminPass: 'x' } },
    raised: { evacuate: { adminPass: 'x' } },
  },
  {
    since: 25,
    of: 'action.os-migrateLive',
    older: { 'os-migrateLive': { host: null, block_migration: true, disk_over_commit: false } },
    raised: { 'os-migrateLive': { host: null, block_migration: true } },
  },
  { since: 29, of: 'action.evacuate', older: { evacuate: { host: 'h' } }, raised: { evacuate: { host: 'h', force: true } } },
  {
    since: 30,
    of: 'action.os-migrateLive',
    older: { 'os-migrateLive': { host: 'h', block_migration: 'auto' } },
    raised: { 'os-migrateLive': { host: 'h', block_migration: 'auto', force: true } },
  },
  { since: 19, of: 'createServer', older: { server: { ...server } }, raised: { server: { ...server, description: 'web' } } },
  { since: 37, of: 'createServer', older: { server: { ...server } }, raised: { server: { ...server, networks: 'auto' } } },
  {
    since: 36,
    of: 'updateQuotaSet',
    older: { quota_set: { cores: 1, floating_ips: 1, fixed_ips: 1, security_groups: 1, security_group_rules: 1, injected_files: 1 } },
    raised: { quota_set: { cores: 1, injected_files: 1 } },
  },
  ...(
    [
      ['service.enable', 'enabled', {}],
      ['service.disable', 'disabled', {}],
      ['service.disable-log-reason', 'disabled', { disabled_reason: 'r' }],
    ] as const
  ).map(([of, status, besides]) => ({
    since: 53,
    of,
    older: { host: 'h', binary: 'nova-compute', ...besides },
    raised: { host: 'h', binary: 'nova-compute', ...besides, status },
  })),
  {
    since: 57,
    of: 'updateQuotaSet',
    older: { quota_set: { ram: -1, injected_files: 1, injected_file_content_bytes: 1, injected_file_path_bytes: 1 } },
    raised: { quota_set: { ram: -1 } },
  },
  { since: 56, of: 'action.migrate', older: { migrate: { host: 'h' } }, raised: { migrate: null } },
  {
    since: 64,
    of: 'createServerGroup',
    older: { server_group: { name: 'g', policies: ['affinity'] } },
    raised: { server_group: { name: 'g', policy: 'affinity' } },
  },
  { since: 73, of: 'action.lock', older: { lock: { locked_reason: 'x' } }, raised: { lock: null } },
  { since: 77, of: 'action.unshelve', older: { unshelve: { availability_zone: 'z' } }, raised: { unshelve: null } },
  {
    since: inEveryVersion,
    of: 'createKeypair',
    older: { keypair: { name: 'k', public_key: 'p' } },
    raised: { keypair: { name: 'k', public_key: 'p', type: 'ssh' } },
  },
  {
    since: inEveryVersion,
    of: 'createServer',
    older: { server: { ...server, networks: 'none' }, 'OS-SCH-HNT:scheduler_hints': { group: id } },
    raised: { server: { ...server, networks: 'none' }, 'os:scheduler_hints': { group: id } },
  },
  {
    since: inEveryVersion,
    of: 'createServer',
    older: {
      server: {
        ...server,
        networks: 'none',
        block_device_mapping: [
          { virtual_name: 'swap', volume_size: 1 },
          { virtual_name: 'ephemeral0' },
          { volume_id: id, device_name: 'vda', delete_on_termination: true },
          { snapshot_id: id },
          { device_name: 'vdz', no_device: true },
          { device_name: 'vdy' },
        ],
      },
    },
    raised: {
      server: {
        ...server,
        networks: 'none',
        block_device_mapping_v2: [
          {
            volume_size: 1,
            source_type: 'blank',
            destination_type: 'local',
            delete_on_termination: true,
            guest_format: 'swap',
            boot_index: -1,
          },
          { source_type: 'blank', destination_type: 'local', delete_on_termination: true, boot_index: -1 },
          { device_name: 'vda', delete_on_termination: true, source_type: 'volume', destination_type: 'volume', uuid: id, boot_index: 0 },
          { source_type: 'snapshot', destination_type: 'volume', uuid: id, boot_index: -1 },
          { device_name: 'vdy', boot_index: -1 },
        ],
      },
    },
  },
];

describe('a request of an older version', () => {
  test.each(cases)('means before 2.$since what its line says: $of', ({ since, of, older, raised }) => {
    const version = Math.min(since - 1, newest);
    validateBody(of, version, older);
    const body = structuredClone(older);
    for (const line of raisers) if (line.of === of && line.since === since) line.raise(body);
    expect(body).toEqual(raised);
  });

  test('has a proof for every line of the table', () => {
    const proved = new Set(cases.map(({ since, of }) => `${since} ${of}`));
    expect(new Set(raisers.map(({ since, of }) => `${since} ${of}`))).toEqual(proved);
    for (const { effect } of raisers) expect(effect).toMatch(/^[A-Z].{5,150}\.$/);
  });

  test('is raised by all lines that are newer, oldest first', () => {
    expect(raisers.map(({ since }) => since)).toEqual(raisers.map(({ since }) => since).toSorted((one, other) => one - other));
    const body: Body = { evacuate: { host: 'h', onSharedStorage: true } };
    raise('action.evacuate', body, 1);
    expect(body).toEqual({ evacuate: { host: 'h', force: true } });
  });

  test('boots from the image if it names one', () => {
    const body: Body = { server: { ...server, imageRef: id, networks: 'auto', block_device_mapping: [{ volume_id: id }] } };
    raise('createServer', body, newest);
    expect(body).toMatchObject({
      server: {
        block_device_mapping_v2: [
          { source_type: 'image', destination_type: 'local', uuid: id, boot_index: 0, delete_on_termination: true },
          { source_type: 'volume', uuid: id, boot_index: -1 },
        ],
      },
    });
  });

  test('keeps what it says itself', () => {
    const body: Body = {
      server: { ...server, networks: [] },
      'os:scheduler_hints': { group: id },
      'OS-SCH-HNT:scheduler_hints': { group: 'other' },
    };
    raise('createServer', body, 1);
    expect(body).toEqual({ server: { ...server, networks: [], description: 'web' }, 'os:scheduler_hints': { group: id } });
  });

  test('can be raised whenever its schema lets it through', () => {
    const names = Object.keys(bodySchemas) as BodyName[];
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: oldest, max: newest }),
        fc.constantFrom(...cases),
        value,
        (of, version, each, value) => {
          for (const body of [{ [of.replace('action.', '')]: value }, structuredClone(each.older)]) {
            if (isValid(of, version, body)) raise(of, body, version);
          }
          expect(() => raise(each.of, structuredClone(each.older), version)).not.toThrow();
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function isValid(of: BodyName, version: number, body: unknown): boolean {
  try {
    validateBody(of, version, body);
    return true;
  } catch {
    return false;
  }
}
