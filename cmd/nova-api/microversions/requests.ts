import { injectedFileQuotas, networkQuotas } from '../schemas/quota-schemas.ts';
import type { BodyName } from '../schemas/request-schemas.ts';
import { legacyBlockDevices } from './legacy-block-devices.ts';
import { newest } from './microversion.ts';

/** One thing that changed in what requests say. */
export interface Raiser {
  /** The version that changed it: requests of those before are rewritten. */
  readonly since: number;
  readonly of: BodyName;
  /** What the older request means, in one sentence. */
  readonly effect: string;
  /** Turns the form of the version before `since` into the one of `since`, in place. The body is valid in its version. */
  readonly raise: (body: Record<string, unknown>) => void;
}

/**
 * Turns a body that is valid in `version` into the form of the newest version, in place. What can be said in two ways in all versions is said in one afterwards.
 *
 * @param version the minor number.
 */
export function raise(request: BodyName, body: Record<string, unknown>, version: number): void {
  for (const each of raisers) if (each.of === request && each.since > version) each.raise(body);
}

/** Of what never went: there are two ways to say it in every version. */
export const inEveryVersion = newest + 1;

/** Every change of a request there was, oldest first. */
export const raisers: readonly Raiser[] = [
  { since: 2, of: 'createKeypair', effect: 'A key is for SSH.', raise: inside('keypair', (keypair) => (keypair['type'] ??= 'ssh')) },
  ...consoles({ VNC: 'vnc', SPICE: 'spice', RDP: 'rdp', Serial: 'serial' }),
  {
    since: 14,
    of: 'action.evacuate',
    effect: 'Whether the disk is shared is found out.',
    raise: inside('evacuate', (evacuate) => delete evacuate['onSharedStorage']),
  },
  {
    since: 19,
    of: 'createServer',
    effect: 'A server is described by its name.',
    raise: inside('server', (server) => (server['description'] ??= server['name'])),
  },
  {
    since: 25,
    of: 'action.os-migrateLive',
    effect: 'Room for the disk is not overcommitted.',
    raise: inside('os-migrateLive', (migration) => delete migration['disk_over_commit']),
  },
  {
    since: 29,
    of: 'action.evacuate',
    effect: 'A host that is named is not asked whether it fits.',
    raise: inside('evacuate', forceIfHost),
  },
  {
    since: 30,
    of: 'action.os-migrateLive',
    effect: 'A host that is named is not asked whether it fits.',
    raise: inside('os-migrateLive', forceIfHost),
  },
  {
    since: 36,
    of: 'updateQuotaSet',
    effect: 'Quotas of the network service are not kept.',
    raise: withoutQuotas('quota_set', networkQuotas),
  },
  {
    since: 37,
    of: 'createServer',
    effect: 'Who names no network gets the one that there is.',
    raise: inside('server', (server) => (server['networks'] ??= 'auto')),
  },
  ...legacyServices(),
  { since: 56, of: 'action.migrate', effect: 'A host cannot be named.', raise: (body) => (body['migrate'] = null) },
  {
    since: 57,
    of: 'updateQuotaSet',
    effect: 'Quotas for files that are put into servers are not kept.',
    raise: withoutQuotas('quota_set', injectedFileQuotas),
  },
  {
    since: 64,
    of: 'createServerGroup',
    effect: 'The one policy stands in a list.',
    raise: inside('server_group', (group) => {
      [group['policy']] = group['policies'] as readonly unknown[];
      delete group['policies'];
    }),
  },
  { since: 73, of: 'action.lock', effect: 'A lock has no reason.', raise: (body) => (body['lock'] = null) },
  { since: 77, of: 'action.unshelve', effect: 'A zone cannot be named.', raise: (body) => (body['unshelve'] = null) },
  {
    since: inEveryVersion,
    of: 'createKeypair',
    effect: 'Who says no type means a key for SSH.',
    raise: inside('keypair', (keypair) => (keypair['type'] ??= 'ssh')),
  },
  {
    since: inEveryVersion,
    of: 'createServer',
    effect: 'Hints for the scheduler have two names, of which the shorter wins.',
    raise: hintsByOneName,
  },
  {
    since: inEveryVersion,
    of: 'createServer',
    effect: 'Block devices may be said in their first form.',
    raise: inside('server', legacyBlockDevices),
  },
];

/** A step on what is under the one key of a body. */
function inside(key: string, raise: (content: Record<string, unknown>) => void): Raiser['raise'] {
  return (body) => {
    const content = body[key];
    if (typeof content === 'object' && content !== null) raise(content as Record<string, unknown>);
  };
}

function withoutQuotas(key: string, names: readonly string[]): Raiser['raise'] {
  return inside(key, (quotas) => {
    for (const name of names) delete quotas[name];
  });
}

/** The path said what is to become of the service; host and binary, which say what service it is, are left in the body. */
function legacyServices(): readonly Raiser[] {
  const line = (of: 'service.enable' | 'service.disable' | 'service.disable-log-reason', status: string): Raiser => ({
    since: 53,
    of,
    effect: `The service is to be ${status}.`,
    raise: (body) => (body['status'] = status),
  });
  return [line('service.enable', 'enabled'), line('service.disable', 'disabled'), line('service.disable-log-reason', 'disabled')];
}

/** `force`, which is gone since 2.68, is how a handler hears that nobody is to be asked about the host. */
function forceIfHost(content: Record<string, unknown>): void {
  if (content['host'] !== undefined && content['host'] !== null) content['force'] = true;
}

/** Before 2.6 the action itself said which protocol; the type says the rest, as now. */
function consoles<const Name extends 'VNC' | 'SPICE' | 'RDP' | 'Serial'>(protocols: Readonly<Record<Name, string>>): readonly Raiser[] {
  return (Object.entries(protocols) as [Name, string][]).map(([name, protocol]) => ({
    since: 6,
    of: `action.os-get${name}Console` as const,
    effect: `The console is by way of ${protocol}.`,
    raise: inside(`os-get${name}Console`, (console) => (console['protocol'] = protocol)),
  }));
}

function hintsByOneName(body: Record<string, unknown>): void {
  const [shorter, longer] = ['os:scheduler_hints', 'OS-SCH-HNT:scheduler_hints'];
  if (longer in body) body[shorter] ??= body[longer];
  delete body[longer];
}
