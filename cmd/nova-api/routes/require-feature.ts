import { unsupportedMessage } from '#apis/infrastructure/capabilities-for.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';

/** Actions for which Nova declares the code 501: others answer 400 when the host cannot do them. */
const declared501: ReadonlySet<string> = new Set(['pause', 'unpause', 'rescue', 'unrescue', 'changePassword', 'os-getConsoleOutput']);

/**
 * Refuses what the host of a server cannot do, before anything is written: the core would keep the wish and tell in a condition why it does not come true, and
 * Nova's clients would wait for ever. A server without a host is placed where what it declares can be done.
 */
export function requireFeature(cloud: Cloud, server: KnownServer, action: string, capability: string): void {
  const host = cloud.instanceOf(server)?.spec.host.name;
  const capabilities = host === undefined ? undefined : cloud.known.hosts.get({ name: host })?.status?.capabilities;
  if (capabilities === undefined || capabilities.includes(capability)) return;
  throw new NovaFault(declared501.has(action) ? 501 : 400, unsupportedMessage(`'${action}'`, capability));
}
