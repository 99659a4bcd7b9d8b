import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** What an agent calls its own on a host: namespaces of the network and of containerd. Always the same for a state directory, and of its own. */
export function hostNameOfAgent(stateDirectory: string): string {
  return `tycho-${createHash('sha256').update(stateDirectory).digest('hex').slice(0, 8)}`;
}

/** Where an agent with several drivers keeps the host of one that is not at home in the state directory itself. */
export function directoryOfFurtherHost(stateDirectory: string, driver: string): string {
  return join(stateDirectory, 'hosts', driver);
}

/** What such a host is called: 63 characters are the most that a name may have. */
export function nameOfFurtherHost(hostName: string, driver: string): string {
  return `${hostName.slice(0, 50)}-${driver}`;
}

/** Where it keeps what is forgotten when the host is booted. */
export function runDirectoryOfAgent(stateDirectory: string): string {
  return join('/run/tycho', hostNameOfAgent(stateDirectory));
}
