import { expect } from 'vitest';
import { eventually } from '../../harness/eventually.ts';
import type { NovaWorld } from './nova-world.ts';
import type { OpenStackClients } from './openstack-clients.ts';

/** The world of one test file and who works in it. Functions, since the world is there only when the cases run. */
export interface ClientPeople {
  readonly world: () => NovaWorld;
  /** A member of the project `demo`. */
  readonly me: () => OpenStackClients;
  readonly admin: () => OpenStackClients;
}

/** What the client shows of a server. */
export interface ShownServer {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly addresses: Readonly<Record<string, readonly string[]>>;
}

/** Looks until a server has a status: the client's own `--wait` looks every five seconds. */
export function untilStatus(people: ClientPeople, name: string, status: string): Promise<ShownServer> {
  return eventually(async () => {
    const server = await people.me().json<ShownServer>(`openstack server show ${name}`);
    expect(server.status).toBe(status);
    return server;
  });
}
