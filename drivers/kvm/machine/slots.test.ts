import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aGuestPort, aGuestVolume } from '#test/builders/guest.ts';
import { assignSlots, deviceID, deviceNameOf, freeSlot, type DeviceName, type Slots } from './slots.ts';

const ports = (...uids: readonly string[]) => uids.map((uid) => aGuestPort({ uid }));
const volumes = (...uids: readonly string[]) => uids.map((attachmentUID) => aGuestVolume({ attachmentUID }));

describe('assignSlots', () => {
  it.each<[string, Parameters<typeof assignSlots>, Slots]>([
    [
      'in their order, cards before volumes',
      [
        { ports: ports('a', 'b'), volumes: volumes('x') },
        { layout: 2, previous: undefined },
      ],
      { a: 0, b: 1, x: 8 },
    ],
    [
      'as they had them',
      [
        { ports: ports('b'), volumes: volumes('y', 'x') },
        { layout: 2, previous: { a: 0, b: 1, x: 8, y: 9 } },
      ],
      { b: 1, x: 8, y: 9 },
    ],
    [
      'where another one left',
      [
        { ports: ports('b', 'c'), volumes: [] },
        { layout: 2, previous: { a: 0, b: 1 } },
      ],
      { b: 1, c: 0 },
    ],
    [
      'on the board for the first card of release 0.1',
      [
        { ports: ports('a', 'b'), volumes: [] },
        { layout: 1, previous: undefined },
      ],
      { a: 'Board', b: 0 },
    ],
    [
      'but for no later one',
      [
        { ports: ports('b'), volumes: [] },
        { layout: 1, previous: { a: 'Board' } },
      ],
      { b: 0 },
    ],
  ])('gives them %s', (_, theArguments, expected) => {
    expect(assignSlots(...theArguments)).toEqual(expected);
  });

  it('gives no two devices one slot, and none another one than before', () => {
    const uids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'.split('')), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(uids, uids), { maxLength: 10 }), (generations) => {
        let previous: Slots | undefined;
        for (const [portUIDs, volumeUIDs] of generations) {
          const devices = { ports: ports(...portUIDs), volumes: volumes(...volumeUIDs.map((uid) => `volume-${uid}`)) };
          const slots = assignSlots(devices, { layout: 2, previous });
          expect(new Set(Object.values(slots)).size).toBe(portUIDs.length + volumeUIDs.length);
          for (const [uid, slot] of Object.entries(previous ?? {})) if (uid in slots) expect(slots[uid]).toBe(slot);
          previous = slots;
        }
      }),
    );
  });

  it('refuses a ninth card and a seventeenth volume', () => {
    const nine = { ports: ports(...'abcdefghi'.split('')), volumes: [] };
    const seventeen = { ports: [], volumes: volumes(...'abcdefghijklmnopq'.split('')) };

    for (const devices of [nine, seventeen]) expect(() => assignSlots(devices, { layout: 2, previous: undefined })).toThrow('at most');
  });
});

describe('freeSlot', () => {
  it('takes any of a machine that has few', () => {
    expect(freeSlot('Volume', { a: 7 }, 8)).toBe(6);
    expect(freeSlot('Card', {}, 8)).toBe(0);
    expect(() => freeSlot('Volume', { a: 0, b: 1, c: 2, d: 3, e: 4, f: 5, g: 6, h: 7 }, 8)).toThrow('16 volumes');
  });
});

describe('deviceID', () => {
  it.each<DeviceName>([
    { kind: 'Port', portUID: 'b0b0b0b0-0000-4000-8000-000000000001', slot: 3 },
    { kind: 'Port', portUID: 'b0b0b0b0-0000-4000-8000-000000000001', slot: 'Board' },
    { kind: 'Volume', attachmentUID: 'a1a1a1a1-0000-4000-8000-000000000001', epoch: 12, slot: 23 },
  ])('says all that is to be known of $kind in $slot', (name) => {
    expect(deviceNameOf(deviceID(name))).toEqual(name);
  });

  it('is not taken for one where it is none', () => {
    expect(['display', 'spare3', 'volume-x.y', 'port-a', 'volume-a.board.3'].map(deviceNameOf)).toEqual(Array(5).fill(undefined));
  });
});
