import { describe, expect, it } from 'vitest';
import { driverChoice, type DriverFlagValues } from './driver-choice.ts';

const flags = (driver: string, others: Partial<DriverFlagValues> = {}): DriverFlagValues => ({
  driver,
  accelerator: 'probe',
  containerd: 'own',
  'fake-hosts': '1',
  'fake-without': '',
  ...others,
});

const kvm = { kind: 'kvm', accelerator: 'Probe' };
const container = { kind: 'container', containerd: 'Own' };

describe('--driver', () => {
  it.each([
    ['kvm', [kvm]],
    ['container', [container]],
    ['kvm,container', [kvm, container]],
    ['container,kvm', [container, kvm]],
  ])('takes %s', (text, drivers) => {
    expect(driverChoice(flags(text))).toEqual({ kind: 'machine', drivers });
  });

  it('takes fake, with as many hosts as wished', () => {
    expect(driverChoice(flags('fake', { 'fake-hosts': '3' }))).toEqual({ kind: 'fake', hostCount: 3, without: [] });
  });

  it.each([
    ['vmware', {}, '--driver: there is no driver "vmware"'],
    ['kvm,', {}, '--driver: there is no driver ""'],
    ['kvm,kvm', {}, '--driver: "kvm,kvm" names a driver twice'],
    ['kvm,fake', {}, '--driver: fake goes alone'],
    ['ironic,container', {}, '--driver: ironic goes alone'],
    ['container,kvm', { accelerator: 'warp' }, '--accelerator: "warp" is none of'],
    ['kvm,container', { containerd: 'socket' }, '--containerd: "socket" is neither'],
    ['kvm,container', { 'fake-hosts': '2' }, '--fake-hosts and --fake-without go with --driver fake only'],
  ])('refuses %s with %j and says why', (text, others, words) => {
    expect(() => driverChoice(flags(text, others))).toThrow(words);
  });
});
