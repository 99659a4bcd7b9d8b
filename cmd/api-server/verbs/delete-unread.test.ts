import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { keyEnd } from '../storage/storage.ts';
import { CommandLine } from '#test/harness/command-line.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { operatorPeer } from '#test/harness/in-process-transport.ts';
import type { Peer } from '../exchange/api-request.ts';

let server: InProcessApiServer;

beforeEach(async () => {
  server = new InProcessApiServer({ clock: new SystemClock() });
  await server.ready;
  const operator = new CommandLine({ transport: server.transport() });
  await operator.run('create', 'project', 'red', '--member', 'mel', '--reader', 'rita');
  operator[Symbol.dispose]();
  for (const plural of ['secrets', 'configmaps']) await spoil(keyOf(plural));
});

afterEach(() => server.close());

const keyOf = (plural: string): string => `/tycho/core/${plural}/red/web`;

/** Puts into the store what no release can read. */
async function spoil(key: string): Promise<void> {
  await server.storage.transact({ compare: [], operations: [{ kind: 'Put', key, value: Buffer.from('gone') }] });
}

async function deleteOne(
  plural: string,
  peer: Peer,
  option = '',
): Promise<{ code: number; message: string; warning: string; details: unknown }> {
  const query = option === '' ? {} : { ignoreStoreReadErrorWithClusterBreakingPotential: option };
  const path = `/api/v1/namespaces/red/${plural}/web`;
  const { status, headers, body } = await server
    .transport(peer)
    .request({ method: 'DELETE', path, query, headers: {}, answer: 'Bounded', signal: undefined });
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const { message = '', details } = JSON.parse(Buffer.concat(chunks).toString());
  return { code: status, message, warning: headers['warning'] ?? '', details };
}

const isThere = async (plural: string): Promise<boolean> =>
  (await server.storage.range({ start: keyOf(plural), end: keyEnd(keyOf(plural)) })).items.length > 0;
const named = (commonName: string): Peer => ({ kind: 'Verified', commonName, organizations: [] });

describe('the deletion of what nobody can read', () => {
  it('is refused with the way out, and done with a warning for who may and says so', async () => {
    expect(await deleteOne('secrets', named('mel'))).toMatchObject({
      code: 500,
      message: expect.stringMatching(
        /^secrets "web" cannot be read: the stored value is not JSON; .*ignoreStoreReadErrorWithClusterBreakingPotential=true/,
      ),
    });
    expect(await isThere('secrets')).toBe(true);

    expect(await deleteOne('secrets', named('mel'), 'true')).toMatchObject({
      code: 200,
      details: { name: 'web', kind: 'secrets' },
      warning: expect.stringContaining('deleted unread: the stored value is not JSON; finalizers, protection'),
    });
    expect(await isThere('secrets')).toBe(false);
    expect((await deleteOne('secrets', named('mel'), 'true')).code).toBe(404);
  });

  it('needs a right of its own, which members have to Secrets alone', async () => {
    const right = 'cannot unsafe-delete-ignore-read-errors resource "configmaps"';
    expect(await deleteOne('configmaps', named('mel'), 'true')).toMatchObject({ code: 403, message: expect.stringContaining(right) });
    expect((await deleteOne('secrets', named('rita'), 'true')).message).toContain('cannot delete resource "secrets"');
    expect(await isThere('secrets')).toBe(true);

    expect((await deleteOne('configmaps', operatorPeer, 'true')).code).toBe(200);
  });
});
