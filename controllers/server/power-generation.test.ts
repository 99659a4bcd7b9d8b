import { describe, expect, it } from 'vitest';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { anInstance } from '#test/builders/instance.ts';
import { powerGenerationAfter } from './power-generation.ts';
import type { Wish } from './wish.ts';

const before = anInstance({ metadata: { generation: 4 } });
const { machine } = before.spec;
const image = { ...machine.image, uid: 'another' };

describe('the power generation of an Instance', () => {
  it.each<[string, Partial<Wish>]>([
    ['metadata', { machine: { ...machine, metadata: { role: 'web' } } }],
    ['the host name', { machine: { ...machine, hostname: 'other' } }],
    ['the name', { machine: { ...machine, displayName: 'Web of the shop' } }],
    ['ports', { machine: { ...machine, ports: [] } }],
    ['volumes', { volumes: [] }],
    ['nothing', { power: before.spec.power, machine }],
  ])('stays as it is where the wish changes only %s', (_what, wish) => {
    expect(powerGenerationAfter(withPowerGeneration(2), wish)).toBe(2);
  });

  it.each<[string, Partial<Wish>]>([
    ['power', { power: 'Stopped' }],
    ['the run policy', { runPolicy: 'Always' }],
    ['a reboot', { reboot: { actionUID: 'a', mode: 'Hard' } }],
    ['an action', { action: { uid: 'a', type: 'Snapshot' } }],
    ['the image', { machine: { ...machine, image } }],
    ['the rescue image', { machine: { ...machine, rescueImage: image } }],
    ['power and ports', { power: 'Stopped', machine: { ...machine, ports: [] } }],
  ])('is the generation that the write makes where the wish changes %s', (_what, wish) => {
    expect(powerGenerationAfter(withPowerGeneration(2), wish)).toBe(5);
  });

  it('begins with the generation from before, where none was named and every one counted', () => {
    expect(powerGenerationAfter(before, { volumes: [] })).toBe(4);
  });
});

function withPowerGeneration(powerGeneration: number): Instance {
  return { ...before, spec: { ...before.spec, powerGeneration } };
}
