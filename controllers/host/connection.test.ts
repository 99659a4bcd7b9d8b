import { describe, expect, it } from 'vitest';
import type { Host } from '#apis/infrastructure/host.ts';
import { aHost } from '#test/builders/host.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ConnectionWatch } from './connection.ts';

function aSessionHost(session: Partial<NonNullable<NonNullable<Host['status']>['session']>> = {}): Host {
  return aHost({ status: { session: { number: 1, gateway: 'gateway-a', connectedAt: '2026-06-01T10:00:00Z', ...session } } });
}

function aWatch({ deadSince }: { readonly deadSince?: number } = {}): { readonly watch: ConnectionWatch; readonly clock: VirtualClock } {
  const clock = new VirtualClock();
  return { clock, watch: new ConnectionWatch({ clock, leases: { deadSinceMilliseconds: () => deadSince } }) };
}

const ended = { disconnectedAt: '2020-01-01T00:00:00Z' };

describe('ConnectionWatch', () => {
  it('knows a host without a session for one that never connected', () => {
    expect(aWatch().watch.connectionOf(aHost())).toEqual({ kind: 'NeverConnected' });
  });

  it('counts a silence from when it first saw it, whatever the clocks of others say', async () => {
    const { watch, clock } = aWatch();

    expect(watch.connectionOf(aSessionHost(ended))).toEqual({ kind: 'Silent', forSeconds: 0, because: 'StreamEnded' });
    await clock.advance(30_000);

    expect(watch.connectionOf(aSessionHost(ended))).toMatchObject({ forSeconds: 30 });
  });

  it('counts anew for each session', async () => {
    const { watch, clock } = aWatch();
    watch.connectionOf(aSessionHost(ended));
    await clock.advance(30_000);

    expect(watch.connectionOf(aSessionHost({ ...ended, number: 2 }))).toMatchObject({ forSeconds: 0 });
  });

  it('forgets a silence that is over', async () => {
    const { watch, clock } = aWatch();
    watch.connectionOf(aSessionHost(ended));
    await clock.advance(30_000);

    expect(watch.connectionOf(aSessionHost())).toEqual({ kind: 'Connected' });
    expect(watch.connectionOf(aSessionHost(ended))).toMatchObject({ forSeconds: 0 });
  });

  it('gives every host its whole grace period again when it begins to lead', async () => {
    const { watch, clock } = aWatch();
    watch.connectionOf(aSessionHost(ended));
    await clock.advance(30_000);

    watch.restart();

    expect(watch.connectionOf(aSessionHost(ended))).toMatchObject({ forSeconds: 0 });
  });

  it('takes a host for silent since its gateway died', async () => {
    const { watch, clock } = aWatch({ deadSince: 5_000 });
    await clock.advance(12_000);

    expect(watch.connectionOf(aSessionHost())).toEqual({ kind: 'Silent', forSeconds: 7, because: 'GatewayDead' });
  });
});
