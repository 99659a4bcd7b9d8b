import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../machinery/object-meta.ts';
import { keyPairKind, keyPairStatusOf } from './key-pair.ts';

// Made by ssh-keygen and openssl, which also say the fingerprints below.
const sshKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOTcO6MgOVZZUYrcAtziBRduUCCIBbHJhrEfMXWTaB6E alice';
const certificate = `-----BEGIN CERTIFICATE-----
MIIBdjCCAR2gAwIBAgIUM1+FZyYSiZ6vsketvPUMCRj/InEwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFYWxpY2UwIBcNMjYxMTIzMDcxMzE4WhgPMjEyNjEwMzAwNzEz
MThaMBAxDjAMBgNVBAMMBWFsaWNlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
FNbvEutOO/EtPOBCpBARF3WR/y2gI61rHMA1WGmv2Nduw3jorB+jdrEk9MuVC6WO
1twE3N0vjqGzpUzSnOv8dKNTMFEwHQYDVR0OBBYEFAi9m/2A7lwdAJ2pDvVsf+Ib
B5vpMB8GA1UdIwQYMBaAFAi9m/2A7lwdAJ2pDvVsf+IbB5vpMA8GA1UdEwEB/wQF
MAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgGOBEBTFvpkL73NPWCrlrm/Z1ZT4BbUrc
wEb0GoRHRh8CIDBvLk8zxSpPCy6nGCtcdnZ3G6WYgfVzY0EV25XGhqle
-----END CERTIFICATE-----`;

function faultsOf(spec: { readonly type: 'SSH' | 'X509'; readonly publicKey: string }): readonly (string | undefined)[] {
  return keyPairKind.validate({ spec } as unknown as ApiObject, undefined).map(({ field, message }) => `${field}: ${message}`);
}

describe('the fingerprint of a key pair', () => {
  it('is that of OpenSSH for an SSH key', () => {
    expect(keyPairStatusOf({ type: 'SSH', publicKey: sshKey })).toEqual({
      fingerprint: '77:1b:fe:05:25:b8:59:f4:03:91:83:bd:ce:97:66:9c',
      fingerprintSHA256: 'SHA256:sXHQstoJ0v3JeldqDJj3WIsIgTXu3CO3t5S+5GLzS0Y',
    });
  });

  it('is the SHA-1 of a certificate', () => {
    expect(keyPairStatusOf({ type: 'X509', publicKey: certificate })).toEqual({
      fingerprint: '40:aa:4c:4f:54:c3:d2:8a:8d:ac:26:15:f4:22:4f:03:29:44:f3:66',
    });
  });

  it('is none for what is no key', () => {
    expect(keyPairStatusOf({ type: 'SSH', publicKey: certificate })).toEqual({});
    expect(keyPairStatusOf({ type: 'X509', publicKey: sshKey })).toEqual({});
  });
});

describe('a key pair', () => {
  it('is a key of the type that it says', () => {
    expect(faultsOf({ type: 'SSH', publicKey: sshKey })).toEqual([]);
    expect(faultsOf({ type: 'X509', publicKey: certificate })).toEqual([]);
  });

  it.each<['SSH' | 'X509', string, string]>([
    ['SSH', certificate, 'not one line of an authorized_keys file, as `ssh-ed25519 AAAA… name`'],
    ['SSH', `${sshKey}\n${sshKey}`, 'not one line of an authorized_keys file, as `ssh-ed25519 AAAA… name`'],
    ['SSH', 'ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOTcO6MgOVZZ', 'not one line of an authorized_keys file, as `ssh-ed25519 AAAA… name`'],
    ['X509', sshKey, 'not one X.509 certificate in PEM'],
    ['X509', certificate.replace('MII', 'MIX'), 'not one X.509 certificate in PEM'],
    ['X509', `${certificate}\n${certificate}`, 'not one X.509 certificate in PEM'],
  ])('of type %s is refused with %j', (type, publicKey, message) => {
    expect(faultsOf({ type, publicKey })).toEqual([`spec.publicKey: Invalid value: ${message}`]);
  });
});

describe('the user of a key pair', () => {
  const keyPair = (user?: string) =>
    ({ spec: { type: 'SSH', publicKey: sshKey, ...(user === undefined ? {} : { user }) } }) as unknown as ApiObject;
  const faultsOfChange = (before: ApiObject, after: ApiObject) => keyPairKind.validate(after, before).map(({ field }) => field);

  it('is said when it is made, and stays', () => {
    expect(keyPairKind.validate(keyPair('openstack:alice'), undefined)).toEqual([]);
    expect(faultsOfChange(keyPair('openstack:alice'), keyPair('openstack:alice'))).toEqual([]);
    expect(faultsOfChange(keyPair('openstack:alice'), keyPair('openstack:bob'))).toEqual(['spec.user']);
    expect(faultsOfChange(keyPair(), keyPair('openstack:bob'))).toEqual(['spec.user']);
  });
});
