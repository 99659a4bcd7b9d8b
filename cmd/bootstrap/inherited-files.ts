import { closeSync, readdirSync, readFileSync } from 'node:fs';

const firstAfterStandardStreams = 3;

/** open(2): such a descriptor is not handed to programs that this process starts. Node opens all of its own so, and makes inherited ones so up to a gap. */
const closeOnExecute = 0o2000000;

/**
 * Closes what whoever started this process had open and left open to it: it would be handed on to every program that is started here, and a file that an
 * operator's shell had open is no business of a guest's QEMU. To be called first in a process, before anything is opened.
 */
export function closeInheritedFiles(): void {
  for (const name of readdirSync('/proc/self/fdinfo')) {
    const descriptor = Number(name);
    if (descriptor < firstAfterStandardStreams || !isHandedOn(descriptor)) continue;
    closeSync(descriptor);
  }
}

function isHandedOn(descriptor: number): boolean {
  try {
    const flags = /^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExecute) === 0;
  } catch (error) {
    // The one by which the list itself was read.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
