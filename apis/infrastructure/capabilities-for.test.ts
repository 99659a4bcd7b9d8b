import { describe, expect, it } from 'vitest';
import type { ServerSpec } from '#apis/compute/server.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServer } from '#test/builders/server.ts';
import { capabilitiesFor, unsupportedMessage } from './capabilities-for.ts';
import type { Machine } from './instance.ts';

function features({
  spec = {},
  machine = {},
  volumeCount = 0,
}: {
  spec?: Partial<ServerSpec>;
  machine?: Partial<Machine>;
  volumeCount?: number;
}) {
  return capabilitiesFor(aServer({ spec }), anInstance({ machine }).spec.machine, { volumeCount });
}

describe('capabilitiesFor', () => {
  it('asks for what a plain machine uses and nothing else', () => {
    expect(features({})).toEqual(['image-raw']);
  });

  it.each<[Parameters<typeof features>[0], readonly string[]]>([
    [{ machine: { userData: { secretName: 's', key: 'k' } } }, ['user-data']],
    [{ machine: { firmware: 'UEFI', tpm: true } }, ['boot-uefi', 'tpm']],
    [{ machine: { firmware: 'BIOS', tpm: false, ports: [] } }, []],
    [{ machine: { extraSpecs: { 'hw:cpu_policy': 'dedicated', 'hw:mem_page_size': '1GB' } } }, ['cpu-pinning', 'huge-pages']],
    [{ machine: { bootVolumeUID: 'volume' } }, ['volume-boot']],
    [{ machine: { ephemeralGiB: 1 } }, ['local-disks']],
    [{ machine: { swapMiB: 1 } }, ['local-disks']],
    [{ volumeCount: 1 }, ['volume']],
    [{ spec: { rescue: {} } }, ['rescue']],
    [{ spec: { power: 'Paused' } }, ['pause']],
    [{ spec: { power: 'Suspended' } }, ['suspend']],
    [{ spec: { power: 'Stopped' } }, []],
  ])('asks for what %o declares', (wishes, expected) => {
    expect(features(wishes).slice(1)).toEqual(expected);
  });
});

describe('unsupportedMessage', () => {
  it('names the wish and the feature', () => {
    expect(unsupportedMessage('spec.power: Suspended', 'suspend')).toBe(
      'spec.power: Suspended needs the feature "suspend", which the host of this server does not offer',
    );
  });
});
