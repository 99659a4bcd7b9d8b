import { describe, expect, it } from 'vitest';
import { accessAddressesOf, accessAddressesPatch } from './access-addresses.ts';

describe('the addresses that people name', () => {
  it('are kept in one form', () => {
    expect(accessAddressesOf({ accessIPv4: '10.0.0.1', accessIPv6: '0:0:0:0:0:babe:220.12.22.2' })).toEqual({
      accessAddresses: { ipv4: '10.0.0.1', ipv6: '::babe:dc0c:1602' },
    });
    expect(accessAddressesOf({ accessIPv4: '' })).toEqual({});
  });

  it('go when an empty one is named, and stay when none is', () => {
    expect(accessAddressesPatch({ accessIPv6: '' })).toEqual({ accessAddresses: { ipv6: null } });
    expect(accessAddressesPatch({})).toEqual({});
  });
});
