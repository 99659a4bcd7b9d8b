import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tarFile, type TarEntry } from '#test/builders/tar-file.ts';
import { ForbiddenTarError, RootTarFilter, type RootTarLimits } from './root-tar-filter.ts';

const generous: RootTarLimits = { maximumBytes: 1_000_000, maximumFileCount: 1_000 };

async function* inPieces(content: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += length) yield content.subarray(start, start + length);
}

async function passed(
  content: Buffer,
  { limits = generous, pieceLength = 700 } = {},
): Promise<{ readonly bytes: Buffer; readonly unpackedBytes: number }> {
  const filter = new RootTarFilter(limits);
  const pieces: Uint8Array[] = [];
  for await (const piece of filter.pass(inPieces(content, pieceLength))) pieces.push(piece);
  return { bytes: Buffer.concat(pieces), unpackedBytes: filter.unpackedBytes };
}

function withChecksum(content: Buffer): Buffer {
  content.fill(' ', 148, 156);
  const sum = content.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  content.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return content;
}

/** Neither leads out nor removes anything. */
function isHarmless(name: string): boolean {
  return !name.endsWith('/') && !name.split('/').some((part) => part === '..' || part.startsWith('.wh.'));
}

const anEntry = fc.record<TarEntry>({
  name: fc.stringMatching(/^[a-z/.]{1,60}$/).filter(isHarmless),
  content: fc.string({ maxLength: 1500 }),
});

describe('RootTarFilter', () => {
  it('passes on a harmless tar file as it is, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anEntry, { maxLength: 6 }), fc.integer({ min: 1, max: 3000 }), async (entries, pieceLength) => {
        const content = tarFile(entries);

        const { bytes, unpackedBytes } = await passed(content, { pieceLength });

        expect(bytes.equals(content)).toBe(true);
        expect(unpackedBytes).toBe(entries.reduce((sum, { content: text }) => sum + Buffer.byteLength(text as string) + 512, 0));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out devices, with all that belongs to them', async () => {
    const [before, after] = [
      { name: 'a', content: 'x' },
      { name: 'b', type: '2', linkName: '/anywhere/../else' },
    ];
    const devices = [
      { name: 'disk', type: '4', pax: { path: 'a-long-name' } },
      { name: 'memory', type: '3' },
    ];

    expect((await passed(tarFile([before, ...devices, after]))).bytes).toEqual(tarFile([before, after]));
  });

  it('leaves out attributes that are the host’s to set, and keeps the others', async () => {
    const kept = { 'SCHILY.xattr.user.note': 'mine', 'SCHILY.xattr.security.capability': 'x', path: 'a' };
    const dropped = {
      'SCHILY.xattr.trusted.overlay.opaque': 'y',
      'SCHILY.xattr.security.selinux': 'z',
      'LIBARCHIVE.xattr.trusted.x': 'eA==',
    };

    expect((await passed(tarFile([{ name: 'a', pax: { ...dropped, ...kept } }]))).bytes).toEqual(tarFile([{ name: 'a', pax: kept }]));
    expect((await passed(tarFile([{ name: 'a', pax: dropped }]))).bytes).toEqual(tarFile([{ name: 'a' }]));
  });

  it.each<[string, readonly TarEntry[]]>([
    ['a name that leads out', [{ name: 'a/../../b' }]],
    ['a long name that leads out', [{ name: 'innocent', pax: { path: '../b' } }]],
    ['a hard link that leads out', [{ name: 'a', type: '1', linkName: '../../etc/shadow' }]],
    ['a long hard link that leads out', [{ name: 'a', type: '1', linkName: 'b', pax: { linkpath: '../c' } }]],
    ['a sparse file of GNU', [{ name: 'a', type: 'S' }]],
    ['a sparse file of pax', [{ name: 'a', pax: { 'GNU.sparse.major': '1' } }]],
    ['a size that is none', [{ name: 'a', pax: { size: '-5' } }]],
    ['headers without end', Array.from({ length: 20 }, () => ({ name: 'x', type: 'x' }))],
    ['too large a header', [{ name: 'x', type: 'x', sizeBytes: 50_000_000 }]],
    ['a file of an unknown kind', [{ name: 'a', type: 'M' }]],
    [
      'two names, of GNU and of POSIX',
      [
        { name: '@', type: 'L', content: '../b\0' },
        { name: 'a', pax: { path: 'innocent' } },
      ],
    ],
    [
      'two headers of POSIX',
      [
        { name: 'x', type: 'x', content: '16 path=innocent\n'.replace('16', '17') },
        { name: '../b', pax: { comment: 'x' } },
      ],
    ],
    ['no name in POSIX’ header, and one that leads out in the file’s own', [{ name: '../b', pax: { path: '' } }]],
    ['a directory by its name, a file by its size', [{ name: 'a/', type: '\0', content: 'x' }]],
    ['the removal of its own folder', [{ name: 'etc/.wh..' }]],
    ['the removal of the folder above', [{ name: 'etc/.wh...' }]],
    ['the removal of nothing', [{ name: '.wh.' }]],
  ])('refuses %s', async (_, entries) => {
    await expect(passed(tarFile(entries))).rejects.toBeInstanceOf(ForbiddenTarError);
  });

  it.each(['1', '2', '5', '6'])(
    'lets nobody see files where the content of an entry of type %s would be, for it has none',
    async (type) => {
      const smuggled = tarFile([{ name: 'disk', type: '3' }]).subarray(0, 512);
      const entry = { name: 'link', type, linkName: 'a' };

      // What looked like content is a file like any other, and a device is left out.
      const { bytes } = await passed(
        tarFile([
          { ...entry, content: smuggled },
          { name: 'b', content: 'x' },
        ]),
      );

      expect(bytes).toEqual(tarFile([entry, { name: 'b', content: 'x' }]));
    },
  );

  it('says each size in one way, and nothing where readers look for different things', async () => {
    const strange = tarFile([{ name: 'a' }]);
    // A zero before the digits: some readers take it for the end of the number.
    strange.write('\x0000000001000', 124, 'latin1');
    // GNU's magic, with something that is no time where GNU has times and POSIX the beginning of a name.
    strange.write('ustar  \0../../evil', 257, 'latin1');
    strange.write('../../evil', 345, 'latin1');
    const { bytes } = await passed(withChecksum(strange));

    expect(bytes.toString('latin1', 124, 136)).toBe('00000000000\0');
    expect(bytes.subarray(345, 512).every((byte) => byte === 0)).toBe(true);
  });

  it('refuses what is too large by its own word, before anything of it has come', async () => {
    const content = tarFile([{ name: 'a', sizeBytes: 2_000_000 }]);

    await expect(passed(content)).rejects.toThrow('unpacked it is larger than 1 MiB');
    await expect(passed(tarFile([{ name: 'a', pax: { size: '2000000' } }]))).rejects.toThrow('larger than');
  });

  it('counts what several files take together, and empty ones too', async () => {
    const filter = new RootTarFilter({ maximumBytes: 5_000, maximumFileCount: 100 });
    const layer = tarFile([{ name: 'a', content: 'x'.repeat(2_000) }]);
    for await (const piece of filter.pass(inPieces(layer, 512))) expect(piece.length).toBeGreaterThan(0);

    await expect(async () => {
      for await (const piece of filter.pass(inPieces(tarFile([{ name: 'b', content: 'x'.repeat(2_000) }]), 512)))
        expect(piece.length).toBeGreaterThan(0);
    }).rejects.toBeInstanceOf(ForbiddenTarError);
    const many = Array.from({ length: 11 }, (_, index) => ({ name: `file-${index}` }));
    await expect(passed(tarFile(many), { limits: { maximumBytes: 5_000, maximumFileCount: 1_000 } })).rejects.toThrow('larger than');
    await expect(passed(tarFile(many), { limits: { maximumBytes: 1_000_000, maximumFileCount: 10 } })).rejects.toThrow(
      'more than 10 files',
    );
  });

  it.each([
    ['nothing like it', Buffer.alloc(2_000, 'no tar')],
    ['the half of one', tarFile([{ name: 'a', content: 'x'.repeat(5_000) }]).subarray(0, 1_500)],
    ['a piece of a header', tarFile([{ name: 'a' }]).subarray(0, 100)],
  ])('refuses %s', async (_, content) => {
    await expect(passed(content)).rejects.toBeInstanceOf(ForbiddenTarError);
  });

  it('never ends but well or with its own error, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anEntry, { maxLength: 3 }), fc.nat(4000), fc.nat(255), async (entries, where, byte) => {
        const content = tarFile(entries);
        content[where % content.length] = byte;

        await passed(content).catch((error: unknown) => expect(error).toBeInstanceOf(ForbiddenTarError));
      }),
      { numRuns: 100 },
    );
  });

  it('takes GNU’s long names', async () => {
    const name = `${'long/'.repeat(40)}name`;
    const content = tarFile([
      { name: '././@LongLink', type: 'L', content: `${name}\0` },
      { name: name.slice(0, 99), content: 'x' },
    ]);
    const leadingOut = tarFile([
      { name: '././@LongLink', type: 'L', content: `../${name}\0` },
      { name: 'short', content: 'x' },
    ]);

    expect((await passed(content)).bytes).toEqual(content);
    await expect(passed(leadingOut)).rejects.toBeInstanceOf(ForbiddenTarError);
  });
});
