import { describe, expect, it } from 'vitest';
import { tycho } from '../generated/kubernetes.js';
import { decodeObject, MalformedObjectError } from './decode-object.ts';

const messages = tycho.kubernetes.v1;

function envelope(apiVersion: string, kind: string, raw: Uint8Array): Buffer {
  const body = messages.Envelope.encode({ typeMeta: { apiVersion, kind }, raw, contentEncoding: '', contentType: '' }).finish();
  return Buffer.concat([Buffer.from('k8s\0'), body]);
}

describe('decodeObject', () => {
  it('gives a Secret with its bytes in base64, without what is empty', () => {
    const raw = messages.Secret.encode({
      metadata: { name: 's', generateName: '', namespace: 'n', uid: '', generation: 0, creationTimestamp: {}, labels: { a: 'b' } },
      data: { key: Buffer.from('value') },
      type: 'Opaque',
      stringData: {},
    }).finish();

    expect(decodeObject(envelope('v1', 'Secret', raw))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'n', labels: { a: 'b' } },
      data: { key: 'dmFsdWU=' },
      type: 'Opaque',
    });
  });

  it('keeps a zero that was set, and six digits of a Lease’s times', () => {
    const raw = messages.Lease.encode({
      metadata: { name: 'l' },
      spec: { holderIdentity: '', leaseDurationSeconds: 15, renewTime: { seconds: 1_700_000_000, nanos: 1_234_999 }, leaseTransitions: 0 },
    }).finish();

    expect(decodeObject(envelope('coordination.k8s.io/v1', 'Lease', raw))).toMatchObject({
      spec: { holderIdentity: '', leaseDurationSeconds: 15, renewTime: '2023-11-14T22:13:20.001234Z', leaseTransitions: 0 },
    });
  });

  it('reads DeleteOptions in whatever version the object has', () => {
    const raw = messages.DeleteOptions.encode({ propagationPolicy: 'Background', preconditions: { uid: 'u' }, dryRun: ['All'] }).finish();

    expect(decodeObject(envelope('coordination.k8s.io/v1', 'DeleteOptions', raw))).toMatchObject({
      propagationPolicy: 'Background',
      preconditions: { uid: 'u' },
      dryRun: ['All'],
    });
  });

  it.each([
    ['other bytes', Buffer.from('{"kind":"Secret"}')],
    ['nothing but the first bytes', Buffer.from('k8s\0')],
    ['a kind that is not served', envelope('v1', 'Pod', Buffer.alloc(0))],
    ['an object that is cut short', envelope('v1', 'Secret', Buffer.from([0x0a, 0x20, 0x01]))],
    ['an object that is no message', envelope('v1', 'Event', Buffer.from([0xff, 0xff, 0xff]))],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeObject(bytes)).toThrow(MalformedObjectError);
  });
});
