import { access, readFile } from 'node:fs/promises';
import { writeDurably } from '../instance-directory/durable-file.ts';

/** UEFI for guests: the program, which is read-only, and the variables that a new guest begins with. */
export interface Firmware {
  readonly codePath: string;
  readonly variablesPath: string;
}

/** Where Debian, Fedora and Arch keep it; without secure boot, which would need the processor's management mode. */
const known: readonly Firmware[] = [
  { codePath: '/usr/share/OVMF/OVMF_CODE_4M.fd', variablesPath: '/usr/share/OVMF/OVMF_VARS_4M.fd' },
  { codePath: '/usr/share/OVMF/OVMF_CODE.fd', variablesPath: '/usr/share/OVMF/OVMF_VARS.fd' },
  { codePath: '/usr/share/edk2/ovmf/OVMF_CODE.fd', variablesPath: '/usr/share/edk2/ovmf/OVMF_VARS.fd' },
  { codePath: '/usr/share/edk2/x64/OVMF_CODE.4m.fd', variablesPath: '/usr/share/edk2/x64/OVMF_VARS.4m.fd' },
];

/** The host's firmware; undefined when it has none. */
export async function findFirmware(): Promise<Firmware | undefined> {
  for (const firmware of known) {
    const isThere = await Promise.all([access(firmware.codePath), access(firmware.variablesPath)]).then(
      () => true,
      () => false,
    );
    if (isThere) return firmware;
  }
  return undefined;
}

/** The guest's own variables, if it has none yet: they live as long as its root disk. */
export async function writeFirmwareVariables(
  path: string,
  { firmware, userID, temporaryPath }: { readonly firmware: Firmware; readonly userID: number; readonly temporaryPath: string },
): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await writeDurably(path, await readFile(firmware.variablesPath), { mode: 0o600, ownerID: userID, temporaryPath });
}
