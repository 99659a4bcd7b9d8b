import type { Machine } from './machine.ts';
import type { Option } from './option.ts';

/** A guest that goes on where it was, or where it was on another host: its memory is read, and it stands still until it is told to go on. */
export function resumption({ files }: Machine): readonly (Option | readonly [flag: string])[] {
  if (files.isIncoming === true) return [['-S'], ['-incoming', 'defer']];
  return files.memoryDescriptor === undefined ? [] : [['-S'], ['-incoming', `fd:${files.memoryDescriptor}`]];
}
