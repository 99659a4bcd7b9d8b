import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { ApiClient } from '../api/api-client.ts';
import type { ObjectList } from '../api/server-table.ts';
import { conditionsOf } from '../printing/standing.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { Settings } from './settings.ts';
import type { StatusBoard } from './status-board.ts';

export interface HostsReadyOptions {
  readonly client: ApiClient;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly board: StatusBoard;
  /** When the agent was started; RFC 3339. */
  readonly agentStartedAt: string;
  readonly signal: AbortSignal;
}

const lookMilliseconds = 200;
const limitMilliseconds = 120_000;

/**
 * Waits until as many hosts as this machine plays are ready to take servers, by a connection that was made since then: what was said of them before may
 * be old. Throws when they are not within two minutes.
 */
export async function waitForHosts({ client, settings, clock, board, agentStartedAt, signal }: HostsReadyOptions): Promise<void> {
  const wanted = settings.drivers.reduce((sum, driver) => sum + (driver === 'fake' ? settings.fakeHostCount : 1), 0);
  const startedAt = clock.monotonicMilliseconds();
  const since = timestamp(clock.now());
  for (;;) {
    const { items } = await client.json<ObjectList>({ path: '/apis/infrastructure.tycho.dev/v1alpha1/hosts' });
    const ready = items.filter((host) => isReady(host, agentStartedAt));
    const detail = describe(ready, wanted, settings);
    board.set({ name: 'hosts', state: ready.length >= wanted ? 'Ready' : 'Starting', since, restartCount: 0, detail });
    if (ready.length >= wanted) return;
    if (clock.monotonicMilliseconds() - startedAt > limitMilliseconds)
      throw new Error(
        `${ready.length} of ${wanted} hosts became ready within ${limitMilliseconds / 1000} seconds: ${whyNot(items, ready)}`,
      );
    await clock.sleep(lookMilliseconds, { signal });
  }
}

function isReady(host: AnyObject, agentStartedAt: string): boolean {
  const { session } = (host['status'] ?? {}) as { readonly session?: { readonly connectedAt: string; readonly disconnectedAt?: string } };
  const isConnected =
    session !== undefined && session.disconnectedAt === undefined && Date.parse(session.connectedAt) >= Date.parse(agentStartedAt);
  return isConnected && conditionsOf(host).some(({ type, status }) => type === 'Ready' && status === 'True');
}

function describe(ready: readonly AnyObject[], wanted: number, { drivers }: Settings): string {
  if (ready.length < wanted) return `${ready.length} of ${wanted}`;
  const accelerators = ready.map((host) => (host['status'] as { readonly accelerator?: string }).accelerator);
  const accelerator = accelerators.find((each) => each !== undefined && each !== 'none');
  return [...(wanted === 1 ? [] : [String(wanted)]), ...drivers, ...(accelerator === undefined ? [] : [accelerator])].join(', ');
}

function whyNot(hosts: ObjectList['items'], ready: readonly AnyObject[]): string {
  const host = hosts.find((each) => !ready.includes(each));
  if (host === undefined) return ready.length === 0 ? 'none has joined' : 'the others have not joined';
  const condition = conditionsOf(host).find(({ type }) => type === 'Ready');
  return `${host.metadata.name}: ${condition?.message ?? 'nothing is known of it yet'}`;
}
