import type { Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/** A trusted platform module, which is a process of its own (swtpm) behind a socket. */
export function tpm({ files }: Machine): readonly Option[] {
  if (files.tpmSocket === undefined) return [];
  return [
    option('-chardev', { backend: 'socket', id: 'tpm', path: files.tpmSocket }),
    option('-tpmdev', { type: 'emulator', id: 'tpm0', chardev: 'tpm' }),
    option('-device', { driver: 'tpm-tis', tpmdev: 'tpm0' }),
  ];
}
