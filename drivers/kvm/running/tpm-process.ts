import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError } from '#drivers/contract/driver.ts';
import type { DriverParts } from '../driver-parts.ts';
import { confinedCommand } from '../host/confined-command.ts';
import { endHelpers } from '../host/helper-processes.ts';
import { tpmFolderName, tpmSocketName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';

const startTimeoutMilliseconds = 10_000;
const pollMilliseconds = 10;

/**
 * Starts the trusted platform module of a guest: a process of the guest's own user, which ends with the QEMU that connects to it. Its memory lies in
 * the guest's directory, beside the root disk. Throws {@link DriverError}.
 */
export async function startTPM(directory: InstanceDirectory, { parts, userID }: { parts: DriverParts; userID: number }): Promise<void> {
  const { clock, runner, table, network } = parts;
  const what = `start the TPM of ${directory.mark.instanceUID}`;
  const programs = await parts.programs();
  if (programs.swtpm === undefined)
    throw new DriverError('HostBroken', `${what}: no swtpm on this host: install the package swtpm (Debian's name)`);
  await endHelpers(table, { userID, clock });
  await makeFolder(directory, userID);
  await rm(join(directory.machinePath, tpmSocketName), { force: true });
  await network.ensure();
  const output = await open(directory.processLogPath, 'a', 0o600);
  try {
    // prettier-ignore
    const words = [
      programs.swtpm, 'socket', '--tpm2', '--terminate',
      '--tpmstate', `dir=${tpmFolderName},mode=0600`, '--ctrl', `type=unixio,path=${tpmSocketName},mode=0600`,
    ];
    const command = confinedCommand(programs, { networkNamespacePath: network.path, userID }, words);
    const launched = await runner.launch(command, { workingDirectory: directory.machinePath, descriptors: [], output: output.fd });
    let isEnded = false;
    void launched.ended.then(() => (isEnded = true));
    const startedAt = clock.monotonicMilliseconds();
    while (!(await isThere(join(directory.machinePath, tpmSocketName)))) {
      if (isEnded) throw new DriverError('Temporary', `${what}: swtpm ended at once: ${await directory.lastProcessWords()}`);
      if (clock.monotonicMilliseconds() - startedAt > startTimeoutMilliseconds)
        throw new DriverError('Temporary', `${what}: swtpm is not ready in time`);
      await clock.sleep(pollMilliseconds);
    }
  } finally {
    await output.close();
  }
}

/** Not through a link: what it leads to would be given away. */
async function makeFolder({ machinePath }: InstanceDirectory, userID: number): Promise<void> {
  const path = join(machinePath, tpmFolderName);
  const isNew = await mkdir(path, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (!isNew) return;
  const folder = await open(path, 'r');
  try {
    await folder.chown(userID, userID);
  } finally {
    await folder.close();
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
