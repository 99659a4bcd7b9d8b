/** A file in a tar file, as a test wants it, however wrong. */
export interface TarEntry {
  readonly name: string;
  /** As in the header: `0` a file (the default), `1` a hard link, `2` a symbolic one, `3` and `4` devices, `5` a directory. */
  readonly type?: string;
  readonly linkName?: string;
  readonly mode?: number;
  readonly ownerID?: number;
  readonly content?: string | Uint8Array;
  /** Said in the header, whatever the content is. */
  readonly sizeBytes?: number;
  /** Records of a pax header before it. */
  readonly pax?: Readonly<Record<string, string>>;
}

/** The bytes of a tar file. */
export function tarFile(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(entryBlocks), Buffer.alloc(1024)]);
}

function entryBlocks(entry: TarEntry): readonly Buffer[] {
  const content = Buffer.from(entry.content ?? '');
  const pax = entry.pax === undefined ? [] : paxBlocks(entry.pax);
  return [...pax, header(entry, entry.sizeBytes ?? content.length), content, padding(content.length)];
}

function paxBlocks(records: Readonly<Record<string, string>>): readonly Buffer[] {
  const content = Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
  return [header({ name: 'pax', type: 'x' }, content.length), content, padding(content.length)];
}

/** Its length counts the digits of the length. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length += 1;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

function header({ name, type = '0', linkName = '', mode = 0o755, ownerID = 0 }: TarEntry, sizeBytes: number): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  for (const [value, start, length] of [
    [mode, 100, 8],
    [ownerID, 108, 8],
    [ownerID, 116, 8],
    [sizeBytes, 124, 12],
    [0, 136, 12],
  ] as const) {
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, start);
  }
  block.write(type, 156);
  block.write(linkName, 157);
  block.write('ustar\u000000', 257);
  if (type === '3' || type === '4') block.write('0000001\u00000000003\0', 329);
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padding(length: number): Buffer {
  return Buffer.alloc((512 - (length % 512)) % 512);
}
