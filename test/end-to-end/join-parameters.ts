import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { guestImageFolder, type LocalTycho } from './local-tycho.ts';

/** What a node agent is started with to join the control plane, as an operator has one join: with a token of its own. Any name will do that no other has. */
export async function joinParameters(tycho: LocalTycho, name: string): Promise<readonly string[]> {
  const keys = join(tycho.stateDirectory, 'keys');
  const tokenFile = join(keys, `join-token-${name}`);
  await writeFile(tokenFile, await tycho.tycho('join-token'), { mode: 0o600 });
  return [
    `--gateway=127.0.0.1:${await tycho.port('gateway')}`,
    `--gateway-ca=${join(keys, 'agent-ca.crt')}`,
    `--join-token-file=${tokenFile}`,
    `--allow-image-directory=${guestImageFolder}`,
  ];
}
