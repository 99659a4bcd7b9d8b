import type { FileHandle } from 'node:fs/promises';
import { blockBytes, paddingAfter, readTarHeader } from './tar-header.ts';

/** Where the content of a file in a tar file lies. */
export interface TarMember {
  readonly offset: number;
  readonly sizeBytes: number;
}

const mostMembers = 10_000;

/** The plain files in an uncompressed tar file, by their names without a leading `./`. Throws RangeError on what is none. */
export async function indexTar(file: FileHandle): Promise<ReadonlyMap<string, TarMember>> {
  const members = new Map<string, TarMember>();
  const { size } = await file.stat();
  for (let offset = 0; offset < size;) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(blockBytes), 0, blockBytes, offset);
    if (bytesRead < blockBytes) throw new RangeError('it ends in the middle of a header');
    const header = readTarHeader(buffer);
    if (header === undefined) break;
    offset += blockBytes;
    if (offset + header.sizeBytes > size) throw new RangeError('it ends in the middle of a file');
    if (header.type === '0' || header.type === '\0')
      members.set(header.name.replace(/^(?:\.\/)+/, ''), { offset, sizeBytes: header.sizeBytes });
    if (members.size > mostMembers) throw new RangeError(`it has more than ${mostMembers} files`);
    offset += header.sizeBytes + paddingAfter(header.sizeBytes);
  }
  return members;
}
