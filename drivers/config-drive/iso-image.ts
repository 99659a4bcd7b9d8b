import { DriverError } from '#drivers/contract/driver.ts';

const sectorBytes = 2048;
const firstDescriptorSector = 16;

/** A directory of the tree that is being written; the root has no name. */
interface Directory {
  readonly name: string;
  readonly parent: Directory | undefined;
  readonly directories: Map<string, Directory>;
  readonly files: Map<string, Extent>;
}

interface Extent {
  readonly content: Uint8Array;
  sector: number;
}

/**
 * One view of the tree: ISO 9660 itself with upper-case names, which every system reads, or Joliet with the names as
 * they are, which those that know it prefer.
 */
interface View {
  readonly descriptorType: 1 | 2;
  encode(name: string): Buffer;
  readonly places: Map<Directory, { sector: number; readonly bytes: number }>;
  pathTableSectors: { little: number; big: number };
}

/**
 * An ISO 9660 file system (ECMA-119, with Joliet's second descriptor) with these files in it: path to content, as
 * `openstack/latest/user_data`. Equal files are stored once, and the same input gives the same bytes: there are no
 * dates in it. Throws {@link DriverError} on a name that cannot be kept.
 */
export function isoImage(files: ReadonlyMap<string, Uint8Array>, options: { readonly volumeLabel: string }): Uint8Array {
  const extents = extentsOf(files);
  const root = treeOf(files, extents);
  const directories = inPathTableOrder(root);
  const views: readonly View[] = [
    {
      descriptorType: 1,
      encode: (name) => Buffer.from(name.toUpperCase(), 'latin1'),
      places: new Map(),
      pathTableSectors: { little: 0, big: 0 },
    },
    {
      descriptorType: 2,
      encode: (name) => Buffer.from(name, 'utf16le').swap16(),
      places: new Map(),
      pathTableSectors: { little: 0, big: 0 },
    },
  ];

  let sector = firstDescriptorSector + views.length + 1;
  for (const view of views) sector = placeView(view, directories, sector);
  const distinctExtents = new Set(extents.values());
  for (const extent of distinctExtents) {
    extent.sector = sector;
    sector += sectorCount(extent.content.length);
  }

  const image = Buffer.alloc(sector * sectorBytes);
  views.forEach((view, index) => {
    writeDescriptor(image, (firstDescriptorSector + index) * sectorBytes, {
      view,
      root,
      directories,
      sectors: sector,
      label: options.volumeLabel,
    });
    writePathTables(image, view, directories);
    for (const directory of directories) writeDirectory(image, view, directory);
  });
  image.write('\xffCD001\x01', (firstDescriptorSector + views.length) * sectorBytes, 'latin1');
  for (const extent of distinctExtents) image.set(extent.content, extent.sector * sectorBytes);
  return image;
}

/** One extent for each distinct content. */
function extentsOf(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<Uint8Array, Extent> {
  const extents = new Map<Uint8Array, Extent>();
  const byText = new Map<string, Extent>();
  for (const content of files.values()) {
    if (extents.has(content)) continue;
    const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
    const extent = byText.get(text) ?? { content, sector: 0 };
    byText.set(text, extent);
    extents.set(content, extent);
  }
  return extents;
}

function treeOf(files: ReadonlyMap<string, Uint8Array>, extents: ReadonlyMap<Uint8Array, Extent>): Directory {
  const root: Directory = { name: '', parent: undefined, directories: new Map(), files: new Map() };
  for (const [path, content] of files) {
    const names = path.split('/');
    const fileName = checkedName(names.pop() ?? '', path);
    let directory = root;
    for (const name of names) {
      const child = directory.directories.get(name) ?? {
        name: checkedName(name, path),
        parent: directory,
        directories: new Map(),
        files: new Map(),
      };
      directory.directories.set(name, child);
      directory = child;
    }
    directory.files.set(fileName, extents.get(content) ?? { content, sector: 0 });
  }
  return root;
}

/** Names that stay themselves in upper case and back, on every system. */
function checkedName(name: string, path: string): string {
  if (/^[a-z0-9_][a-z0-9_.-]{0,26}$/.test(name)) return name;
  throw new DriverError('Unsupported', `put ${path} on a config drive: "${name}" is not at most 27 of a-z, 0-9, dot, dash and underscore`);
}

/** Level by level, each level by parent and then by name, as ECMA-119 6.9.1 orders the path table. */
function inPathTableOrder(root: Directory): readonly Directory[] {
  const ordered: Directory[] = [root];
  for (const directory of ordered) {
    ordered.push(...[...directory.directories.values()].sort((left, right) => (left.name < right.name ? -1 : 1)));
  }
  return ordered;
}

/** Gives the view's path tables and directories their sectors; returns the first free one. */
function placeView(view: View, directories: readonly Directory[], firstSector: number): number {
  const tableSectors = sectorCount(pathTable(view, directories, 'little').length);
  view.pathTableSectors = { little: firstSector, big: firstSector + tableSectors };
  let sector = firstSector + 2 * tableSectors;
  for (const directory of directories) {
    const bytes = sectorCount(directoryBytes(view, directory)) * sectorBytes;
    view.places.set(directory, { sector, bytes });
    sector += bytes / sectorBytes;
  }
  return sector;
}

function placeOf(view: View, directory: Directory): { readonly sector: number; readonly bytes: number } {
  return view.places.get(directory) ?? { sector: 0, bytes: 0 };
}

function sectorCount(bytes: number): number {
  return Math.ceil(bytes / sectorBytes);
}

/** ECMA-119 9.4: every directory with the number of its parent. */
function pathTable(view: View, directories: readonly Directory[], order: 'little' | 'big'): Buffer {
  const numbers = new Map(directories.map((directory, index) => [directory, index + 1]));
  const records = directories.map((directory) => {
    const name = directory.parent === undefined ? Buffer.alloc(1) : view.encode(directory.name);
    const record = Buffer.alloc(8 + name.length + (name.length % 2));
    const { sector } = placeOf(view, directory);
    const parent = numbers.get(directory.parent ?? directory) ?? 1;
    record.writeUInt8(name.length, 0);
    if (order === 'little') record.writeUInt32LE(sector, 2);
    else record.writeUInt32BE(sector, 2);
    if (order === 'little') record.writeUInt16LE(parent, 6);
    else record.writeUInt16BE(parent, 6);
    record.set(name, 8);
    return record;
  });
  return Buffer.concat(records);
}

function writePathTables(image: Buffer, view: View, directories: readonly Directory[]): void {
  image.set(pathTable(view, directories, 'little'), view.pathTableSectors.little * sectorBytes);
  image.set(pathTable(view, directories, 'big'), view.pathTableSectors.big * sectorBytes);
}

/** The records of one directory: itself, its parent, then what is in it by name. */
function directoryRecords(view: View, directory: Directory): readonly Buffer[] {
  const children = [
    ...[...directory.directories].map(([name, child]) => ({
      name: view.encode(name),
      place: placeOf(view, child),
      kind: 'Directory' as const,
    })),
    ...[...directory.files].map(([name, extent]) => {
      // A name without a dot gets one in the plain view, where extension and version are never left out.
      const fullName = view.descriptorType === 1 && !name.includes('.') ? `${name}.;1` : `${name};1`;
      return { name: view.encode(fullName), place: { sector: extent.sector, bytes: extent.content.length }, kind: 'File' as const };
    }),
  ].sort((left, right) => Buffer.compare(left.name, right.name));
  return [
    directoryRecord(Buffer.from([0]), placeOf(view, directory), 'Directory'),
    directoryRecord(Buffer.from([1]), placeOf(view, directory.parent ?? directory), 'Directory'),
    ...children.map(({ name, place, kind }) => directoryRecord(name, place, kind)),
  ];
}

/** ECMA-119 9.1, without a date. */
function directoryRecord(name: Buffer, place: { readonly sector: number; readonly bytes: number }, kind: 'Directory' | 'File'): Buffer {
  const record = Buffer.alloc(33 + name.length + ((name.length + 1) % 2));
  record.writeUInt8(record.length, 0);
  writeBothOrders32(record, 2, place.sector);
  writeBothOrders32(record, 10, place.bytes);
  record.set([70, 1, 1, 0, 0, 0, 0], 18);
  record.writeUInt8(kind === 'Directory' ? 2 : 0, 25);
  writeBothOrders16(record, 28, 1);
  record.writeUInt8(name.length, 32);
  record.set(name, 33);
  return record;
}

/** A record never crosses a sector: the rest of the sector stays empty. */
function offsetsOf(records: readonly Buffer[]): readonly number[] {
  let end = 0;
  return records.map((record) => {
    const left = sectorBytes - (end % sectorBytes);
    const offset = record.length > left ? end + left : end;
    end = offset + record.length;
    return offset;
  });
}

function directoryBytes(view: View, directory: Directory): number {
  const records = directoryRecords(view, directory);
  return (offsetsOf(records).at(-1) ?? 0) + (records.at(-1)?.length ?? 0);
}

function writeDirectory(image: Buffer, view: View, directory: Directory): void {
  const records = directoryRecords(view, directory);
  const start = placeOf(view, directory).sector * sectorBytes;
  offsetsOf(records).forEach((offset, index) => image.set(records[index] ?? [], start + offset));
}

interface DescriptorContent {
  readonly view: View;
  readonly root: Directory;
  readonly directories: readonly Directory[];
  readonly sectors: number;
  readonly label: string;
}

/** ECMA-119 8.4 and 8.5. Text fields are filled with spaces in the view's own encoding. */
function writeDescriptor(image: Buffer, start: number, { view, root, directories, sectors, label }: DescriptorContent): void {
  const descriptor = image.subarray(start, start + sectorBytes);
  const text = (offset: number, length: number, value: string): void => {
    const encoded =
      view.descriptorType === 1 ? Buffer.from(value.padEnd(length), 'latin1') : Buffer.from(value.padEnd(length / 2), 'utf16le').swap16();
    descriptor.set(encoded.subarray(0, length), offset);
  };
  descriptor.writeUInt8(view.descriptorType, 0);
  descriptor.write('CD001\x01', 1, 'latin1');
  text(8, 32, '');
  text(40, 32, label);
  writeBothOrders32(descriptor, 80, sectors);
  if (view.descriptorType === 2) descriptor.write('%/E', 88, 'latin1'); // Joliet, level 3
  writeBothOrders16(descriptor, 120, 1);
  writeBothOrders16(descriptor, 124, 1);
  writeBothOrders16(descriptor, 128, sectorBytes);
  writeBothOrders32(descriptor, 132, pathTable(view, directories, 'little').length);
  descriptor.writeUInt32LE(view.pathTableSectors.little, 140);
  descriptor.writeUInt32BE(view.pathTableSectors.big, 148);
  descriptor.set(directoryRecord(Buffer.from([0]), placeOf(view, root), 'Directory'), 156);
  text(190, 623, '');
  for (const offset of [813, 830, 847, 864]) descriptor.write('0'.repeat(16), offset, 'latin1'); // no dates
  descriptor.writeUInt8(1, 881);
}

function writeBothOrders32(target: Buffer, offset: number, value: number): void {
  target.writeUInt32LE(value, offset);
  target.writeUInt32BE(value, offset + 4);
}

function writeBothOrders16(target: Buffer, offset: number, value: number): void {
  target.writeUInt16LE(value, offset);
  target.writeUInt16BE(value, offset + 2);
}
