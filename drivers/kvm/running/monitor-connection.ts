import { QMPClosedError, QMPProtocolError } from '../qmp/qmp-error.ts';
import { startQMP, type QMPClient, type QMPClientOptions } from '../qmp/qmp-client.ts';
import { monitorSocketName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { connectToMachine } from './machine-socket.ts';

/** Connects to the monitor of a guest's QEMU and makes sure that it is that guest's. Throws the errors of QMP. */
export async function connectMonitor(directory: InstanceDirectory, options: QMPClientOptions): Promise<QMPClient> {
  const socket = await connectToMachine(directory, monitorSocketName).catch((cause: unknown) => {
    throw new QMPClosedError('nobody listens at the monitor', { cause });
  });
  const client = await startQMP(socket, options);
  await checkName(client, directory.mark.instanceUID);
  return client;
}

async function checkName(client: QMPClient, instanceUID: string): Promise<void> {
  const { name } = (await client.execute('query-name')) as { readonly name?: string };
  if (name === instanceUID) return;
  client.close();
  throw new QMPProtocolError(`the monitor of ${instanceUID} answers as ${name ?? 'nobody'}`);
}
