import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMark } from '#test/builders/guest.ts';
import { aNode, aNodeOfOurs } from '#test/builders/ironic-node.ts';
import { isFoundOff, observeNode } from './observe-node.ts';

const mark = aMark();
const stoppedAt = '2026-06-01T13:00:00.000Z';

describe('what a node says of a guest', () => {
  it('is nothing when the node has none, another’s, or another incarnation', () => {
    expect(observeNode(aNode(), mark, [])).toEqual({ kind: 'Absent' });
    expect(observeNode(aNode({ instanceUUID: 'theirs', provisionState: 'active', powerState: 'power on' }), mark, [])).toEqual({
      kind: 'Absent',
    });
    expect(observeNode(aNodeOfOurs(), aMark({ epoch: 2 }), [])).toEqual({ kind: 'Absent' });
    expect(observeNode(aNodeOfOurs(), aMark({ controlPlaneUID: 'another' }), [])).toEqual({ kind: 'Absent' });
  });

  it('is not believed by its mark alone, nor by its instance alone', () => {
    expect(observeNode(aNodeOfOurs({ instanceInfo: {} }), mark, [])).toEqual({ kind: 'Absent' });
    expect(observeNode(aNodeOfOurs({ instanceUUID: 'theirs' }), mark, [])).toEqual({ kind: 'Absent' });
  });

  it('is a loss when somebody took the instance off a node that is deployed with it', () => {
    expect(observeNode(aNodeOfOurs({ instanceUUID: undefined }), mark, [])).toMatchObject({
      kind: 'Lost',
      message: expect.stringContaining('instance_uuid'),
    });
    expect(observeNode(aNodeOfOurs({ instanceUUID: undefined, provisionState: 'available' }), mark, [])).toEqual({ kind: 'Absent' });
  });

  it.each(['deploying', 'wait call-back', 'deploy hold', 'deleting'])(
    'counts it as running while the node is "%s", whatever its power',
    (provisionState) => {
      expect(observeNode(aNodeOfOurs({ provisionState, powerState: 'power off' }), mark, [])).toMatchObject({ kind: 'Running' });
    },
  );

  it.each(['available', 'deploy failed', 'cleaning'])(
    'counts it as stopped when the node is "%s", without a run that ended',
    (provisionState) => {
      expect(observeNode(aNodeOfOurs({ provisionState }), mark, [])).toEqual({ kind: 'Stopped' });
    },
  );

  it('runs while its machine is on, since it was deployed or turned on, whichever was later', () => {
    const addresses = [{ macAddress: '52:54:00:00:00:01' }];
    const deployed = new Date('2026-06-01T12:00:00Z');
    const later = '2026-06-01T14:00:00.000Z';

    expect(observeNode(aNodeOfOurs(), mark, addresses)).toEqual({ kind: 'Running', startedAt: deployed, addresses });
    expect(observeNode(aNodeOfOurs({}, { startedAt: later }), mark, [])).toMatchObject({ startedAt: new Date(later) });
    expect(observeNode(aNodeOfOurs({}, { startedAt: '2026-06-01T11:00:00.000Z' }), mark, [])).toMatchObject({ startedAt: deployed });
  });

  it('says whether what runs is the rescue system', () => {
    expect(observeNode(aNodeOfOurs({ provisionState: 'rescue' }), mark, [])).toMatchObject({ kind: 'Running', inRescue: true });
    expect(observeNode(aNodeOfOurs(), mark, [])).not.toHaveProperty('inRescue');
  });

  it('takes off for stopped only if that was noted before', () => {
    const off = aNodeOfOurs({ powerState: 'power off' }, { stoppedAt });

    expect(observeNode(off, mark, [])).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped', at: new Date(stoppedAt) } });
    expect(observeNode(aNodeOfOurs({}, { stoppedAt }), mark, [])).toMatchObject({ kind: 'Running' });
  });

  it('takes off for the guest’s own doing when nobody asked for it, and notes the time once', () => {
    const off = aNodeOfOurs({ powerState: 'power off' });
    const noted = aNodeOfOurs({ powerState: 'power off' }, { foundOffAt: stoppedAt });

    expect([isFoundOff(off), isFoundOff(noted)]).toEqual([true, false]);
    expect(observeNode(off, mark, [])).toEqual({ kind: 'Stopped' });
    expect(observeNode(noted, mark, [])).toMatchObject({ kind: 'Stopped', exit: { reason: 'GuestShutdown', at: new Date(stoppedAt) } });
  });

  it('does not take a machine for off that is only being rebooted', () => {
    const rebooting = aNodeOfOurs({ powerState: 'power off', targetPowerState: 'rebooting' });

    expect(observeNode(rebooting, mark, [])).toMatchObject({ kind: 'Running' });
    expect(isFoundOff(rebooting)).toBe(false);
    expect(isFoundOff(aNodeOfOurs({ powerState: 'power off', reservation: 'conductor' }))).toBe(false);
  });

  it('takes a power that Ironic does not know for on, unless we turned it off', () => {
    expect(observeNode(aNodeOfOurs({ powerState: undefined }), mark, [])).toMatchObject({ kind: 'Running' });
    expect(observeNode(aNodeOfOurs({ powerState: undefined }, { stoppedAt }), mark, [])).toMatchObject({ kind: 'Stopped' });
  });

  it('never takes a machine for off that Ironic says is on and is deployed', () => {
    const words = fc.option(fc.constant(stoppedAt), { nil: undefined });
    const notes = fc.record({ stoppedAt: words, foundOffAt: words, startedAt: words, rebuildSince: words });
    const states = fc.constantFrom(
      'active',
      'rescue',
      'rescuing',
      'unrescuing',
      'error',
      'rescue failed',
      'servicing',
      'a state of the future',
    );

    fc.assert(
      fc.property(notes, states, (note, provisionState) => {
        const defined = Object.fromEntries(Object.entries(note).filter(([, value]) => value !== undefined));
        expect(observeNode(aNodeOfOurs({ provisionState }, defined), mark, []).kind).toBe('Running');
      }),
    );
  });
});
