import { open } from 'node:fs/promises';
import { connectQMP, type QMPClient, type QMPClientOptions } from '../qmp/qmp-client.ts';
import { QMPProtocolError } from '../qmp/qmp-error.ts';
import { monitorSocketName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';

/**
 * Connects to the monitor of a guest's QEMU and makes sure that it is that guest's. Throws the errors of QMP.
 *
 * The name of a socket has room for 107 bytes, and a state directory may lie deeper than that: the way there goes over
 * an open directory.
 */
export async function connectMonitor(directory: InstanceDirectory, options: QMPClientOptions): Promise<QMPClient> {
  const machine = await open(directory.machinePath, 'r');
  try {
    const client = await connectQMP(`/proc/self/fd/${machine.fd}/${monitorSocketName}`, options);
    await checkName(client, directory.mark.instanceUID);
    return client;
  } finally {
    await machine.close();
  }
}

async function checkName(client: QMPClient, instanceUID: string): Promise<void> {
  const { name } = (await client.execute('query-name')) as { readonly name?: string };
  if (name === instanceUID) return;
  client.close();
  throw new QMPProtocolError(`the monitor of ${instanceUID} answers as ${name ?? 'nobody'}`);
}
