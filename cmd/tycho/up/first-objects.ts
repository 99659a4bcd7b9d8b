import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { AlreadyExistsError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Random } from '#apis/machinery/random.ts';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import type { ApiClient } from '../api/api-client.ts';

/** Where our own objects live. */
export const systemNamespace = 'tycho-system';

/** The namespaces of a fresh control plane: for users, for what all may read, for ourselves. */
const namespaces = ['default', 'public', systemNamespace];

/** Creates the namespaces that everybody expects, as far as they are missing. */
export async function createNamespaces(client: ApiClient): Promise<void> {
  for (const name of namespaces) {
    await client
      .send({ method: 'POST', path: '/api/v1/namespaces', body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } })
      .catch(unless(AlreadyExistsError));
  }
}

/** A token with which one host can join, once. */
export interface JoinToken {
  /** `ID.SECRET`; only its hash is stored. */
  readonly text: string;
  readonly expiresAt: Date;
}

export interface JoinTokenOptions {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly validitySeconds: number;
  /** For people who look at the Secret. */
  readonly description: string;
}

/** Makes a join token: a Secret `join-token-ID` with the SHA-256 of the secret half and the moment it ends. */
export async function createJoinToken({ client, clock, random, validitySeconds, description }: JoinTokenOptions): Promise<JoinToken> {
  const id = Buffer.from(random.bytes(4)).toString('hex');
  const secret = Buffer.from(random.bytes(24)).toString('base64url');
  const expiresAt = new Date(clock.now().getTime() + validitySeconds * 1000);
  await client.send({
    method: 'POST',
    path: secretsPath,
    body: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secretName(id), namespace: systemNamespace },
      type: 'bootstrap.tycho.dev/token',
      data: {
        hash: base64(createHash('sha256').update(secret).digest('hex')),
        expiration: base64(timestamp(expiresAt)),
        description: base64(description),
      },
    },
  });
  return { text: `${id}.${secret}`, expiresAt };
}

/** Writes a fresh join token for the agent of this machine, and takes back the one that the file held before. */
export async function renewJoinTokenFile(file: string, options: JoinTokenOptions): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  const [id] = before.split('.');
  if (id !== undefined && id !== '')
    await options.client.send({ method: 'DELETE', path: `${secretsPath}/${secretName(id)}` }).catch(unless(NotFoundError));
  const token = await createJoinToken(options);
  await writePrivateFile(file, `${token.text}\n`);
}

const secretsPath = `/api/v1/namespaces/${systemNamespace}/secrets`;

function secretName(id: string): string {
  return `join-token-${id}`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Lets errors of one class pass. */
function unless(expected: new (message: string) => Error): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof expected) return undefined;
    throw error;
  };
}
