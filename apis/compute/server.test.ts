import { describe, expect, it } from 'vitest';
import { aServer } from '#test/builders/server.ts';
import { serverKind, type ServerSpec } from './server.ts';

function faultsOf(spec: Partial<ServerSpec>): readonly string[] {
  return serverKind.validate(aServer({ spec }), undefined).map(({ field }) => field ?? '');
}

describe('the addresses at which people are told to reach a server', () => {
  it('are addresses of their kind, and need not be both', () => {
    expect(faultsOf({ accessAddresses: { ipv4: '192.0.2.1', ipv6: '2001:db8::1' } })).toEqual([]);
    expect(faultsOf({ accessAddresses: {} })).toEqual([]);
    expect(faultsOf({ accessAddresses: { ipv4: '2001:db8::1', ipv6: '192.0.2.1' } })).toEqual([
      'spec.accessAddresses.ipv4',
      'spec.accessAddresses.ipv6',
    ]);
    expect(faultsOf({ accessAddresses: { ipv4: '192.0.2.256' } })).toEqual(['spec.accessAddresses.ipv4']);
    expect(faultsOf({ accessAddresses: { ipv6: 'fe80::1%eth0' } })).toEqual(['spec.accessAddresses.ipv6']);
  });
});
