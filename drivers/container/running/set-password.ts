import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DriverError } from '#drivers/contract/driver.ts';
import { asTypedJSON } from '#proto/containerd/containerd-client.ts';
import { ContainerdCallError } from '#proto/containerd/containerd-call-error.ts';
import { directoryOf, type DriverParts } from '../driver-parts.ts';
import type { GuestRecord } from '../guest/guest-record.ts';
import { runProgram } from '../host/run-program.ts';
import { guestCommand } from '../specification/guest-specification.ts';

export interface NewPassword {
  readonly user: string;
  readonly password: string;
}

const patienceMilliseconds = 30_000;
const execID = 'set-password';
/** As much as a pipe takes without anybody reading. */
const maximumBytes = 4096;

/** Sets a password by the guest's own chpasswd, which reads it from its input: nobody in the guest can see it pass. Throws {@link DriverError}. */
export async function setPassword(record: GuestRecord, { user, password }: NewPassword, parts: DriverParts): Promise<void> {
  const { client, clock } = parts;
  const { instanceUID } = record.mark;
  const line = `${user}:${password}\n`;
  if (/[\0\n:]/.test(user) || /[\0\n]/.test(password) || Buffer.byteLength(line) > maximumBytes)
    throw new DriverError('Unsupported', `set a password in ${instanceUID}: the user or the password holds what chpasswd cannot read`);
  const inputPath = join(directoryOf(parts, record.mark).path, 'password.input');
  await rm(inputPath, { force: true });
  await client.deleteProcess(instanceUID, execID).catch(() => undefined);
  await runProgram(['mkfifo', '--mode=600', inputPath], { clock });
  // Both directions, so that it does not wait for the other end.
  const input = await open(inputPath, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    const spec = asTypedJSON('Process', guestCommand(['chpasswd']));
    await client.exec({ containerId: instanceUID, execId: execID, stdin: inputPath, stdout: '/dev/null', stderr: '/dev/null', spec });
    await startChpasswd(record, parts);
    await input.writeFile(line);
    await client.closeInput(instanceUID, execID);
    await input.close();
    const code = await client.wait(instanceUID, { execId: execID, timeoutMilliseconds: patienceMilliseconds });
    if (code !== 0)
      throw new DriverError('Unsupported', `set a password in ${instanceUID}: chpasswd ended with ${code}; is there a user "${user}"?`);
  } finally {
    await input.close().catch(() => undefined);
    await rm(inputPath, { force: true });
    await client.deleteProcess(instanceUID, execID).catch(() => undefined);
  }
}

async function startChpasswd({ mark }: GuestRecord, { client }: DriverParts): Promise<void> {
  try {
    await client.startProcess(mark.instanceUID, execID);
  } catch (error) {
    if (!(error instanceof ContainerdCallError) || error.code === 'UNAVAILABLE') throw error;
    throw new DriverError('Unsupported', `set a password in ${mark.instanceUID}: it has no chpasswd`, { cause: error });
  }
}
