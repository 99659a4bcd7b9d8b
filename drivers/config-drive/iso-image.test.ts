import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoImage } from './iso-image.ts';

type View = 'Plain' | 'Joliet';

/** Reads the image as a guest would: descriptor, root record, and down through the directory records. */
function filesIn(image: Uint8Array, view: View): Map<string, string> {
  const bytes = Buffer.from(image);
  const descriptor = bytes.subarray((view === 'Plain' ? 16 : 17) * 2048);
  const name = (raw: Buffer): string => (view === 'Plain' ? raw.toString('latin1') : Buffer.from(raw).swap16().toString('utf16le'));
  const files = new Map<string, string>();
  const visit = (record: Buffer, path: string): void => {
    const extent = bytes.subarray(record.readUInt32LE(2) * 2048).subarray(0, record.readUInt32LE(10));
    if ((record.readUInt8(25) & 2) === 0) {
      files.set(path, extent.toString());
      return;
    }
    for (let offset = 0; offset < extent.length;) {
      const length = extent.readUInt8(offset);
      const child = extent.subarray(offset, offset + length);
      const isAnEntry = length > 0 && !(child.readUInt8(32) === 1 && child.readUInt8(33) <= 1);
      if (isAnEntry) visit(child, `${path}/${name(child.subarray(33, 33 + child.readUInt8(32))).replace(/\.?;1$/, '')}`);
      offset = length === 0 ? (Math.floor(offset / 2048) + 1) * 2048 : offset + length;
    }
  };
  visit(descriptor.subarray(156), '');
  return files;
}

const path = fc.array(fc.stringMatching(/^[a-z0-9_][a-z0-9_-]{0,20}$/), { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

describe('isoImage', () => {
  it('holds every file, in both views', () => {
    const trees = fc.dictionary(path, fc.string({ maxLength: 5000 }), { maxKeys: 60 }).filter((tree) => {
      const paths = Object.keys(tree);
      return paths.every((each) => !paths.some((other) => other.startsWith(`${each}/`)));
    });
    fc.assert(
      fc.property(trees, (tree) => {
        const image = isoImage(new Map(Object.entries(tree).map(([name, text]) => [name, Buffer.from(text)])), { volumeLabel: 'config-2' });

        const expected = Object.entries(tree).map(([name, text]) => [`/${name}`, text] as const);
        expect(filesIn(image, 'Joliet')).toEqual(new Map(expected));
        expect(filesIn(image, 'Plain')).toEqual(new Map(expected.map(([name, text]) => [name.toUpperCase(), text])));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a directory of many entries readable over several sectors', () => {
    const files = new Map(Array.from({ length: 200 }, (_, index) => [`many/file-with-a-long-name-${index}`, Buffer.from(`${index}`)]));

    expect(filesIn(isoImage(files, { volumeLabel: 'config-2' }), 'Joliet').size).toBe(200);
  });

  it('carries its label where a guest looks for it', () => {
    const image = Buffer.from(isoImage(new Map(), { volumeLabel: 'config-2' }));

    expect(image.subarray(32_808, 32_816).toString()).toBe('config-2');
  });

  it('gives the same bytes for the same files, and stores equal ones once', () => {
    const userData = Buffer.alloc(60_000, 'x');
    const files = new Map(
      ['2012-08-10', '2013-04-04', 'latest'].map((version) => [`openstack/${version}/user_data`, Buffer.from(userData)]),
    );

    const image = isoImage(files, { volumeLabel: 'config-2' });

    expect(image).toEqual(isoImage(files, { volumeLabel: 'config-2' }));
    expect(image.length).toBeLessThan(3 * userData.length);
  });

  it.each(['UPPER', 'a name', 'ümlaut', '', 'a-name-that-is-longer-than-27-characters', '..'])('refuses the name "%s"', (name) => {
    expect(() => isoImage(new Map([[`openstack/${name}`, Buffer.alloc(0)]]), { volumeLabel: 'config-2' })).toThrow('on a config drive');
  });
});
