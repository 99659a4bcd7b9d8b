import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { etcd } from '../generated/etcd.js';
import { NumberReader } from './number-reader.ts';

describe('NumberReader', () => {
  it.each([1, 127, 128, 300, 2 ** 31, 2 ** 32 + 5, 2 ** 49 - 1, 2 ** 49, Number.MAX_SAFE_INTEGER, -1, -(2 ** 40)])(
    'reads %d as a plain number',
    (number) => {
      const bytes = etcd.WatchResponse.encode({ watchId: number, compactRevision: 7 }).finish() as Buffer;

      const { watchId, compactRevision } = etcd.WatchResponse.decode(new NumberReader(bytes));

      expect([watchId, compactRevision]).toEqual([number, 7]);
    },
  );

  it('passes over fields that are not ours', () => {
    const bytes = protobuf.Writer.create()
      .uint32(0x08)
      .int64(1)
      .uint32(0x4a)
      .bytes(Buffer.from('unknown'))
      .uint32(0x28)
      .int64(9)
      .finish() as Buffer;

    const { compactRevision, watchId } = etcd.WatchResponse.decode(new NumberReader(bytes));

    expect([compactRevision, watchId]).toEqual([9, null]);
  });

  it('does not read past the end', () => {
    const whole = etcd.WatchResponse.encode({ watchId: 2 ** 40 }).finish() as Buffer;

    expect(() => etcd.WatchResponse.decode(new NumberReader(whole.subarray(0, 3)))).toThrow(RangeError);
  });
});
