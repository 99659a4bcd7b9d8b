import { describe, expect, it } from 'vitest';
import { tycho } from '#proto/generated/kubernetes.js';
import { anApiRequest, type Call } from '#test/builders/request-chain.ts';
import { readDeleteOptions } from './delete-object.ts';

const read = (query: string, call: Call = {}) => readDeleteOptions(anApiRequest('DELETE', `/x?${query}`, call));
const plain = { dryRun: false, propagationPolicy: 'Background', preconditions: {} };

const unread = 'ignoreStoreReadErrorWithClusterBreakingPotential';

describe('how to delete', () => {
  it('may say that what cannot be read is meant too, and then nothing that only a readable object can keep to', async () => {
    expect(await read(`${unread}=true`)).toEqual({ ...plain, whenUnreadable: 'DeleteUnread' });
    expect(await read('', { body: { [unread]: true } })).toEqual({ ...plain, whenUnreadable: 'DeleteUnread' });
    expect(await read(`${unread}=false&dryRun=All`)).toEqual({ ...plain, dryRun: true });
    for (const other of ['dryRun=All', 'propagationPolicy=Foreground', 'gracePeriodSeconds=0'])
      await expect(read(`${unread}=true&${other}`)).rejects.toThrow(/cannot be set together/);
    await expect(read('', { body: { [unread]: true, preconditions: { uid: 'u' } } })).rejects.toThrow(
      /^preconditions: .*cannot be set together/,
    );
    await expect(read(`${unread}=yes`)).rejects.toMatchObject({ code: 400 });
  });

  it('need not be said', async () => {
    expect(await read('')).toEqual(plain);
  });

  it('may stand in the query, in the body, or in both, where the body goes first', async () => {
    expect(await read('propagationPolicy=Foreground&dryRun=All')).toEqual({ ...plain, propagationPolicy: 'Foreground', dryRun: true });
    expect(await read('propagationPolicy=Foreground', { body: { propagationPolicy: 'Orphan' } })).toMatchObject({
      propagationPolicy: 'Orphan',
    });
    expect(await read('', { body: { orphanDependents: true } })).toMatchObject({ propagationPolicy: 'Orphan' });
    expect(await read('orphanDependents=false')).toMatchObject({ propagationPolicy: 'Background' });
  });

  it('may say how soon', async () => {
    expect(await read('gracePeriodSeconds=30')).toMatchObject({ gracePeriodSeconds: 30 });
    expect(await read('gracePeriodSeconds=30', { body: { gracePeriodSeconds: 0 } })).toMatchObject({ gracePeriodSeconds: 0 });
  });

  it('may be a dry run by either', async () => {
    expect((await read('dryRun=All', { body: {} })).dryRun).toBe(true);
    expect((await read('', { body: { dryRun: ['All'] } })).dryRun).toBe(true);
  });

  it('may be YAML or protobuf', async () => {
    const { DeleteOptions, Envelope } = tycho.kubernetes.v1;
    const raw = DeleteOptions.encode({ propagationPolicy: 'Foreground', preconditions: { uid: 'u' } }).finish();
    const envelope = Envelope.encode({ typeMeta: { apiVersion: 'v1', kind: 'DeleteOptions' }, raw }).finish();
    const protobuf = {
      body: Buffer.concat([Buffer.from('k8s\0'), envelope]),
      headers: { 'content-type': 'application/vnd.kubernetes.protobuf' },
    };
    const yaml = { body: 'kind: DeleteOptions\npropagationPolicy: Orphan\n', headers: { 'content-type': 'application/yaml' } };

    expect(await read('', protobuf)).toEqual({ ...plain, propagationPolicy: 'Foreground', preconditions: { uid: 'u' } });
    expect(await read('', yaml)).toMatchObject({ propagationPolicy: 'Orphan' });
  });

  it.each<[string, string, Call]>([
    ['a policy that is none', 'propagationPolicy=Sometimes', {}],
    ['a stage of dry runs that is none', '', { body: { dryRun: ['Some'] } }],
    ['an object of another kind', '', { body: { kind: 'Server' } }],
    ['no object', '', { body: [] }],
    ['a time that is none', 'gracePeriodSeconds=soon', {}],
    ['a time before now', '', { body: { gracePeriodSeconds: -1 } }],
    ['a precondition that nobody knows', '', { body: { preconditions: { generation: '1' } } }],
    ['a precondition that is no text', '', { body: { preconditions: { uid: 1 } } }],
    ['preconditions that are no object', '', { body: { preconditions: 'uid' } }],
  ])('is refused when it is %s: nothing is deleted by mistake', async (_, query, call) => {
    await expect(read(query, call)).rejects.toMatchObject({ code: 400 });
  });
});
