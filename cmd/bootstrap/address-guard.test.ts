import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressGuard, parseAddressRanges, type AddressGuardOptions } from './address-guard.ts';

const judge = (options: AddressGuardOptions = {}) => new AddressGuard({ ownAddresses: () => [], ...options }).judge();

describe('an address guard', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b::169.254.169.254',
    '2002:7f00:1::',
    '2002:a9fe:a9fe::1',
  ])('refuses %s', async (address) => {
    expect((await judge())(address)).toBe(true);
  });

  it.each(['192.0.2.7', '10.1.2.3', '192.168.1.1', '2001:db8::1', 'fd00::1', '64:ff9b::c000:207'])('lets %s through', async (address) => {
    expect((await judge())(address)).toBe(false);
  });

  it('refuses what is of this machine, and the control plane under every name that it has', async () => {
    const refuses = await judge({
      ownAddresses: () => ['10.0.0.5', 'fd00::5'],
      controlPlaneHosts: ['gateway.example', '10.9.9.9', 'not-there.example'],
      resolve: async (host) => {
        if (host === 'not-there.example') throw new Error('ENOTFOUND');
        return host === 'gateway.example' ? ['10.7.7.7', 'fd00::7'] : [host];
      },
    });

    expect(['10.0.0.5', 'fd00::5', '10.7.7.7', 'fd00::7', '10.9.9.9', '::ffff:10.9.9.9', '64:ff9b::10.9.9.9'].map(refuses)).not.toContain(
      false,
    );
    expect(['10.0.0.6', '10.7.7.8'].map(refuses)).not.toContain(true);
  });

  it('knows the addresses of the real machine', async () => {
    const refuses = await new AddressGuard().judge();

    expect(refuses('127.0.0.1')).toBe(true);
  });

  it('heeds the operator, who is denied less easily than allowed', async () => {
    const refuses = await judge({
      allowed: parseAddressRanges('--allow', ['127.0.0.0/8', '10.0.0.5', '10.2.0.0/16']),
      denied: parseAddressRanges('--deny', ['127.0.0.9', '10.2.3.0/24', 'fd00::/8']),
      ownAddresses: () => ['10.0.0.5'],
    });

    expect(['127.0.0.1', '10.0.0.5', '10.2.2.2'].map(refuses)).toEqual([false, false, false]);
    expect(['127.0.0.9', '10.2.3.4', 'fd00::1'].map(refuses)).toEqual([true, true, true]);
  });

  it('judges an IPv4 address the same in every form that leads there', async () => {
    const refuses = await judge({ denied: parseAddressRanges('--deny', ['10.0.0.0/9', '192.168.0.0/17']) });

    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const bytes = address.split('.').map(Number);
        const hex = [(bytes[0]! << 8) | bytes[1]!, (bytes[2]! << 8) | bytes[3]!].map((each) => each.toString(16)).join(':');
        const forms = [`::ffff:${address}`, `64:ff9b::${hex}`, `2002:${hex}::1`];
        expect(forms.map(refuses)).toEqual(forms.map(() => refuses(address)));
      }),
    );
  });
});

describe('address ranges of a flag', () => {
  it.each(['', 'example.com', '10.0.0.0/33', '10.0.0.0/', '::/129', '10.0.0/8', '/8'])('are not "%s"', (text) => {
    expect(() => parseAddressRanges('--allow-image-address', [text])).toThrow(`--allow-image-address: "${text}"`);
  });
});
