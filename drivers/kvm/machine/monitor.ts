import type { Machine } from './machine.ts';
import { option, type Option } from './option.ts';

/** The socket by which the driver talks to QEMU. QEMU runs on when nobody is connected. */
export function monitor({ files }: Machine): readonly Option[] {
  return [
    option('-chardev', { backend: 'socket', id: 'monitor', path: files.monitorSocket, server: 'on', wait: 'off' }),
    option('-mon', { chardev: 'monitor', mode: 'control' }),
  ];
}
