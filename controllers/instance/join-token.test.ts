import { describe, expect, it } from 'vitest';
import type { Secret } from '#apis/kubernetes/core.ts';
import { hashJoinTokenSecret, joinTokenType, judgeJoinToken, parseJoinToken, usedByField } from './join-token.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const secret = 'a-secret-of-24-characters';
const token = { id: 'abcd1234', secret };
const caller = { keyFingerprint: 'my-key', now: noon };

function stored(data: Record<string, string> = {}, type = joinTokenType): Secret {
  const texts = { hash: hashJoinTokenSecret(secret), expiration: '2026-06-01T13:00:00Z', ...data };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'join-token-abcd1234', uid: 'u', resourceVersion: '1', generation: 1, creationTimestamp: '2026-06-01T11:00:00Z' },
    type,
    data: Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, Buffer.from(text).toString('base64')])),
  };
}

describe('a join token', () => {
  it('has two halves', () => {
    expect(parseJoinToken(`abcd1234.${secret}`)).toEqual(token);
  });

  it.each([
    '',
    'abcd1234',
    `abcd1234.`,
    '.secret',
    `ABCD.${secret}`,
    `ab/../cd.${secret}`,
    `abcd1234.short`,
    `abcd1234.${'x'.repeat(200)}`,
    `a.b.${secret}`,
  ])('is not "%s"', (text) => {
    expect(parseJoinToken(text)).toBeUndefined();
  });

  it('is good once', () => {
    expect(judgeJoinToken(token, stored(), caller)).toEqual({ kind: 'Unused' });
  });

  it.each<[string, Secret | undefined, object]>([
    ['nobody knows it', undefined, { kind: 'Unknown' }],
    ['its secret half is wrong', stored({ hash: hashJoinTokenSecret('another') }), { kind: 'Unknown' }],
    ['its hash is missing', stored({ hash: '' }), { kind: 'Unknown' }],
    ['the Secret is something else', stored({}, 'Opaque'), { kind: 'Unknown' }],
    ['it has expired', stored({ expiration: '2026-06-01T11:59:59Z' }), { kind: 'Expired', at: '2026-06-01T11:59:59Z' }],
    ['it expires at this moment', stored({ expiration: '2026-06-01T12:00:00Z' }), { kind: 'Expired' }],
    ['nobody can read when it expires', stored({ expiration: 'soon' }), { kind: 'Expired' }],
    ['this key used it', stored({ [usedByField]: 'my-key' }), { kind: 'UsedByThisKey', mayMakeHost: true }],
    [
      'this key used it long ago',
      stored({ [usedByField]: 'my-key', expiration: '2026-05-01T12:00:00Z' }),
      { kind: 'UsedByThisKey', mayMakeHost: false },
    ],
    ['another key used it', stored({ [usedByField]: 'other' }), { kind: 'UsedByAnotherKey' }],
    ['another key used it long ago', stored({ [usedByField]: 'other', expiration: '2026-05-01T12:00:00Z' }), { kind: 'UsedByAnotherKey' }],
  ])('when %s', (_what, known, verdict) => {
    expect(judgeJoinToken(token, known, caller)).toMatchObject(verdict);
  });
});
