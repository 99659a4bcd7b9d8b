import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImageError } from './image-error.ts';
import { parseQcow2Header, type Qcow2Header } from './qcow2-header.ts';

const gibibyte = 1024 ** 3;
const sizeBytes = 4 * 65_536;

interface Fields {
  readonly version?: number;
  readonly backingOffset?: bigint;
  readonly backingBytes?: number;
  readonly clusterBits?: number;
  readonly virtualSize?: bigint;
  readonly encryption?: number;
  readonly entryCount?: number;
  readonly entriesOffset?: bigint;
  readonly countsOffset?: bigint;
  readonly countsClusters?: number;
  readonly snapshotCount?: number;
  readonly snapshotsOffset?: bigint;
  readonly incompatible?: bigint;
  readonly countsOrder?: number;
  readonly headerBytes?: number;
  readonly compressionType?: number;
  readonly extensions?: readonly (readonly [type: number, length: number])[];
}

/** A good header of an empty disk of 1 GiB, but for what the test is about. */
function aHeader(fields: Fields = {}): Buffer {
  const bytes = Buffer.alloc(65_536);
  const headerBytes = fields.headerBytes ?? (fields.version === 2 ? 72 : 112);
  bytes.write('QFI\xfb', 0, 'latin1');
  bytes.writeUInt32BE(fields.version ?? 3, 4);
  bytes.writeBigUInt64BE(fields.backingOffset ?? 0n, 8);
  bytes.writeUInt32BE(fields.backingBytes ?? 0, 16);
  bytes.writeUInt32BE(fields.clusterBits ?? 16, 20);
  bytes.writeBigUInt64BE(fields.virtualSize ?? BigInt(gibibyte), 24);
  bytes.writeUInt32BE(fields.encryption ?? 0, 32);
  bytes.writeUInt32BE(fields.entryCount ?? 2, 36);
  bytes.writeBigUInt64BE(fields.entriesOffset ?? 3n * 65_536n, 40);
  bytes.writeBigUInt64BE(fields.countsOffset ?? 65_536n, 48);
  bytes.writeUInt32BE(fields.countsClusters ?? 1, 56);
  bytes.writeUInt32BE(fields.snapshotCount ?? 0, 60);
  bytes.writeBigUInt64BE(fields.snapshotsOffset ?? 0n, 64);
  if (fields.version !== 2) {
    bytes.writeBigUInt64BE(fields.incompatible ?? 0n, 72);
    bytes.writeUInt32BE(fields.countsOrder ?? 4, 96);
    bytes.writeUInt32BE(headerBytes, 100);
    bytes.writeUInt8(fields.compressionType ?? 0, 104);
  }
  let offset = headerBytes;
  for (const [type, length] of fields.extensions ?? []) {
    bytes.writeUInt32BE(type, offset);
    bytes.writeUInt32BE(length, offset + 4);
    offset += 8 + Math.ceil(length / 8) * 8;
  }
  return bytes;
}

function parse(fields: Fields): ReturnType<typeof parseQcow2Header> {
  return parseQcow2Header(aHeader(fields), { sizeBytes });
}

describe('parseQcow2Header', () => {
  it('reads a good file', () => {
    expect(parse({})).toEqual({ version: 3, virtualSizeBytes: gibibyte, clusterBytes: 65_536, compression: 'zlib' });
  });

  it.each<[string, Fields, object]>([
    ['version 2', { version: 2 }, { version: 2 }],
    ['zstd', { incompatible: 8n, compressionType: 1 }, { compression: 'zstd' }],
    ['a file that was not closed cleanly', { incompatible: 1n }, {}],
    ['extended tables', { incompatible: 16n, entryCount: 4 }, {}],
    [
      'extensions that do no harm',
      {
        extensions: [
          [0x6803f857, 48],
          [0xe2792aca, 5],
          [0x23852875, 24],
        ],
      },
      {},
    ],
    ['snapshots', { snapshotCount: 2, snapshotsOffset: 131_072n }, {}],
  ])('takes %s', (_, fields, expected) => {
    expect(parse(fields)).toMatchObject(expected);
  });

  it.each<[string, Fields, string]>([
    ['another version', { version: 4 }, 'version is 4'],
    ['a backing file', { backingOffset: 500n, backingBytes: 9 }, 'backing file'],
    ['the length of a backing file alone', { backingBytes: 9 }, 'backing file'],
    ['encryption', { encryption: 1 }, 'encrypted'],
    ['LUKS', { encryption: 2 }, 'encrypted'],
    ['an encryption header', { extensions: [[0x0537be77, 16]] }, 'encrypted'],
    ['an external data file', { incompatible: 4n }, 'another file'],
    ['the name of an external data file', { extensions: [[0x44415441, 10]] }, 'another file'],
    ['the corrupt mark', { incompatible: 2n }, 'corrupt'],
    ['an unknown feature', { incompatible: 32n }, 'not known (0x20)'],
    ['an unknown compression', { incompatible: 8n, compressionType: 2 }, 'not known (2)'],
    ['zstd without its feature', { compressionType: 1 }, 'contradicts itself'],
    ['the feature of zstd with zlib', { incompatible: 8n }, 'contradicts itself'],
    ['tiny clusters', { clusterBits: 8 }, '2^8'],
    ['huge clusters', { clusterBits: 22 }, '2^22'],
    ['no size', { virtualSize: 0n }, 'no size'],
    ['more than 64 TiB', { virtualSize: 2n ** 46n + 512n }, 'are the most'],
    ['a size beyond numbers', { virtualSize: 2n ** 64n - 1n }, 'are the most'],
    ['a table that is too short', { entryCount: 1 }, 'too short'],
    ['a table that is too long', { entryCount: 0xffffffff }, 'too long'],
    ['a table beyond the end', { entriesOffset: 4n * 65_536n }, 'beyond the end'],
    ['a table off its place', { entriesOffset: 65_537n }, 'middle of a cluster'],
    ['no reference counts', { countsClusters: 0 }, 'impossible length'],
    ['too many reference counts', { countsClusters: 0xffffffff }, 'impossible length'],
    ['reference counts beyond the end', { countsOffset: 2n ** 63n }, 'beyond the end'],
    ['wide reference counts', { countsOrder: 7 }, 'wider than 64 bits'],
    ['a short header', { headerBytes: 96 }, 'cannot be'],
    ['a header off its grid', { headerBytes: 105 }, 'cannot be'],
    ['too many snapshots', { snapshotCount: 65_537, snapshotsOffset: 65_536n }, 'too many snapshots'],
    ['an extension without an end', { extensions: [[1, 0xfffffff0]] }, 'does not end'],
    ['endless extensions', { extensions: Array.from({ length: 70 }, () => [1, 0] as const) }, 'more than 64'],
  ])('refuses %s', (_, fields, message) => {
    expect(() => parse(fields)).toThrow(message);
    expect(() => parse(fields)).toThrow(ImageError);
  });

  it('refuses a file that ends within its header', () => {
    expect(() => parseQcow2Header(aHeader().subarray(0, 71), { sizeBytes: 71 })).toThrow('begin like a qcow2 file');
    expect(() => parseQcow2Header(aHeader().subarray(0, 100), { sizeBytes: 100 })).toThrow('within its header');
  });

  it('either refuses whatever comes with an ImageError, or finds it within all bounds', () => {
    const mutation = fc.array(fc.tuple(fc.nat(159), fc.nat(255)), { maxLength: 12 });
    const start = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([Buffer.from('QFI\xfb\0\0\0\x03', 'latin1'), bytes])),
      fc.tuple(mutation, fc.constantFrom<Fields>({}, { version: 2 }, { incompatible: 8n, compressionType: 1 })).map(([changes, fields]) => {
        const bytes = aHeader(fields);
        for (const [offset, value] of changes) bytes.writeUInt8(value, offset);
        return bytes;
      }),
    );
    fc.assert(
      fc.property(start, fc.nat(1_000_000), (bytes, size) => {
        const outcome = outcomeOf(bytes, size);
        const isRight = outcome instanceof ImageError || isWithinBounds(bytes, outcome as Qcow2Header);
        expect(isRight).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

function outcomeOf(bytes: Buffer, size: number): unknown {
  try {
    return parseQcow2Header(bytes, { sizeBytes: size });
  } catch (error) {
    return error;
  }
}

function isWithinBounds(bytes: Buffer, { version, virtualSizeBytes }: Qcow2Header): boolean {
  const leadsNowhere = bytes.readBigUInt64BE(8) === 0n && bytes.readUInt32BE(32) === 0;
  const needsOnlyWhatIsKnown = version === 2 || (bytes.readBigUInt64BE(72) & ~0b11001n) === 0n;
  return leadsNowhere && needsOnlyWhatIsKnown && virtualSizeBytes > 0 && virtualSizeBytes <= 2 ** 46;
}
