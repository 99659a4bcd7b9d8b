import type { TreeFile } from './tree-files.ts';

/** Takes apart what `git cat-file --batch` prints: `OBJECT TYPE SIZE`, the bytes, and a line end. Throws RangeError if it is not what was asked for. */
export function readBlobs(output: Buffer, files: readonly TreeFile[]): readonly Buffer[] {
  let position = 0;
  return files.map(({ object, sizeBytes }) => {
    const lineEnd = output.indexOf(0x0a, position);
    const header = output.toString('latin1', position, Math.max(lineEnd, position));
    if (header !== `${object} blob ${sizeBytes}`) throw new RangeError(`git gave "${header.slice(0, 100)}" for ${object}`);
    const start = lineEnd + 1;
    position = start + sizeBytes + 1;
    if (position > output.length) throw new RangeError(`git gave less of ${object} than it has`);
    return output.subarray(start, start + sizeBytes);
  });
}
