import { access } from 'node:fs/promises';

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
