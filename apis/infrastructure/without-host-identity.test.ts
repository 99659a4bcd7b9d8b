import { describe, expect, it } from 'vitest';
import { withoutHostIdentity } from './without-host-identity.ts';

const spec = { host: { name: 'rack-7.example', uid: '1' }, machine: { image: 'http://192.0.2.9/debian.qcow2', port: '10.0.0.5' } };

function shown(message: string): string {
  const { status } = withoutHostIdentity({ spec, status: { conditions: [{ type: 'Converged', message }] } });
  return status.conditions[0]?.message ?? '';
}

describe('withoutHostIdentity', () => {
  it.each([
    ['no room on rack-7.example', 'no room on its host'],
    ['rack-7.example: the disk is full.', 'its host: the disk is full.'],
    ['it is on rack-7.example.', 'it is on its host.'],
    ['rack-7.example.org and my-rack-7.example are others', 'rack-7.example.org and my-rack-7.example are others'],
    ['rack-70example is another', 'rack-70example is another'],
    ['connect ECONNREFUSED 198.51.100.4:7445', 'connect ECONNREFUSED an address of the installation'],
    ['connect ECONNREFUSED [2001:db8::1]:7445', 'connect ECONNREFUSED an address of the installation'],
    // What the tenant named is no news.
    ['GET http://192.0.2.9:8080/debian.qcow2 was answered with 404', 'GET http://192.0.2.9:8080/debian.qcow2 was answered with 404'],
    ['the guest has 10.0.0.5', 'the guest has 10.0.0.5'],
    ['QEMU 10.0.11 at 12:30:05 [error]', 'QEMU 10.0.11 at 12:30:05 [error]'],
  ])('makes "%s" into "%s"', (message, expected) => {
    expect(shown(message)).toBe(expected);
  });

  it('leaves everything else as it is, and the object itself where there is nothing to leave out', () => {
    const clean = { spec, status: { message: 'the guest runs', zone: 'rack-7.example' } };
    const telling = { spec, status: { zone: 'rack-7.example', actions: [{ message: 'on rack-7.example' }] } };

    expect(withoutHostIdentity(clean)).toBe(clean);
    expect(withoutHostIdentity(telling)).toEqual({ spec, status: { zone: 'rack-7.example', actions: [{ message: 'on its host' }] } });
    expect(withoutHostIdentity(telling)).toBe(withoutHostIdentity(telling));
  });
});
