import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tycho } from '../generated/kubernetes.js';
import { decodeObject } from './decode-object.ts';
import { MalformedObjectError } from './malformed-object-error.ts';

/** Bodies as kubectl 1.32 sent them, in base64, each with the command that it sent it for. */
const recorded = JSON.parse(readFileSync(new URL('recorded-by-kubectl.json', import.meta.url), 'utf8')) as readonly {
  readonly command: string;
  readonly body: string;
}[];

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

  it('reads the times of an Event of events.k8s.io, and what it is about', () => {
    const raw = messages.GroupedEvent.encode({
      metadata: { name: 'e' },
      eventTime: { seconds: -1, nanos: 500_000_999 },
      series: { count: 2, lastObservedTime: { seconds: 0, nanos: 0 } },
      regarding: { kind: 'Server', name: 'web' },
      note: 'x',
      deprecatedFirstTimestamp: {},
      deprecatedLastTimestamp: { seconds: 1_700_000_000, nanos: 999_999_999 },
      deprecatedCount: 0,
    }).finish();

    expect(decodeObject(envelope('events.k8s.io/v1', 'Event', raw))).toEqual({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: 'e' },
      eventTime: '1969-12-31T23:59:59.500000Z',
      series: { count: 2, lastObservedTime: '1970-01-01T00:00:00.000000Z' },
      regarding: { kind: 'Server', name: 'web' },
      note: 'x',
      deprecatedLastTimestamp: '2023-11-14T22:13:20Z',
    });
  });

  it('reads the question of a SubjectAccessReview with all that is known of whom it is about', () => {
    const raw = messages.SubjectAccessReview.encode({
      spec: {
        user: 'alice',
        groups: ['staff'],
        uid: '1',
        extra: { scopes: { items: ['a', 'b'] }, none: { items: [] } },
        nonResourceAttributes: { path: '/', verb: 'get' },
      },
    }).finish();

    for (const kind of ['SubjectAccessReview', 'LocalSubjectAccessReview']) {
      expect(decodeObject(envelope('authorization.k8s.io/v1', kind, raw))).toMatchObject({
        spec: {
          user: 'alice',
          groups: ['staff'],
          uid: '1',
          extra: { scopes: ['a', 'b'], none: [] },
          nonResourceAttributes: { path: '/', verb: 'get' },
        },
      });
    }
  });

  it('reads a TokenReview, and who manages which fields', () => {
    const raw = messages.TokenReview.encode({
      metadata: {
        managedFields: [{ manager: 'm', operation: 'Update', fieldsType: 'FieldsV1', fieldsV1: { raw: Buffer.from('{"f:spec":{}}') } }],
      },
      spec: { token: 't', audiences: ['a'] },
    }).finish();

    expect(decodeObject(envelope('authentication.k8s.io/v1', 'TokenReview', raw))).toMatchObject({
      metadata: { managedFields: [{ manager: 'm', operation: 'Update', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': {} } }] },
      spec: { token: 't', audiences: ['a'] },
    });
  });

  it('passes over fields that are newer than it', () => {
    const newer = Buffer.from([0xfa, 0x3e, 0x02, 0x01, 0x02, 0xf8, 0x3e, 0x07]);
    const raw = messages.Secret.encode({ metadata: { name: 's' } }).finish();

    expect(decodeObject(envelope('v1', 'Secret', Buffer.concat([newer, raw, newer])))).toMatchObject({ metadata: { name: 's' } });
  });

  it.each([
    ['kubectl create namespace project', { metadata: { name: 'project' }, spec: {}, status: {} }],
    [
      'kubectl create configmap m --from-literal=a=b --from-literal=empty= --from-file=bytes=bytes',
      { metadata: { name: 'm' }, data: { a: 'b', empty: '' }, binaryData: { bytes: '/wAB' } },
    ],
    [
      'kubectl create secret generic s --from-literal=password=geheim --type=example.com/x',
      { metadata: { name: 's' }, data: { password: 'Z2VoZWlt' }, type: 'example.com/x' },
    ],
    ['kubectl create serviceaccount robot', { metadata: { name: 'robot' } }],
    [
      'kubectl create role reader --verb=get,list --resource=servers.compute.tycho.dev,secrets --resource-name=web',
      {
        metadata: { name: 'reader' },
        rules: [
          { verbs: ['get', 'list'], apiGroups: [''], resources: ['secrets'], resourceNames: ['web'] },
          { verbs: ['get', 'list'], apiGroups: ['compute.tycho.dev'], resources: ['servers'], resourceNames: ['web'] },
        ],
      },
    ],
    [
      'kubectl create clusterrole reader --verb=get --resource=servers.compute.tycho.dev/status',
      { metadata: { name: 'reader' }, rules: [{ verbs: ['get'], apiGroups: ['compute.tycho.dev'], resources: ['servers/status'] }] },
    ],
    [
      'kubectl create clusterrole health --verb=get --non-resource-url=/healthz,/metrics',
      { metadata: { name: 'health' }, rules: [{ verbs: ['get'], nonResourceURLs: ['/healthz', '/metrics'] }] },
    ],
    [
      'kubectl create clusterrole all --aggregation-rule="tycho.dev/aggregate=true,x=y"',
      {
        metadata: { name: 'all' },
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'tycho.dev/aggregate': 'true', x: 'y' } }] },
      },
    ],
    [
      'kubectl create rolebinding b --role=reader --user=alice --group=staff --serviceaccount=ns:robot',
      {
        metadata: { name: 'b' },
        subjects: [
          { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'alice' },
          { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'staff' },
          { kind: 'ServiceAccount', name: 'robot', namespace: 'ns' },
        ],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
      },
    ],
    [
      'kubectl create clusterrolebinding b --clusterrole=reader --user=alice',
      {
        metadata: { name: 'b' },
        subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'alice' }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
      },
    ],
    [
      'kubectl create token robot --duration=10m --audience=a --audience=b --bound-object-kind=Secret --bound-object-name=s --bound-object-uid=123',
      {
        metadata: {},
        spec: {
          audiences: ['a', 'b'],
          boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name: 's', uid: '123' },
          expirationSeconds: 600,
        },
      },
    ],
    [
      'kubectl auth can-i create servers.compute.tycho.dev/status -n project',
      {
        metadata: {},
        spec: {
          resourceAttributes: { namespace: 'project', verb: 'create', group: 'compute.tycho.dev', resource: 'servers', name: 'status' },
        },
      },
    ],
    ['kubectl auth can-i get /healthz', { metadata: {}, spec: { nonResourceAttributes: { path: '/healthz', verb: 'get' } } }],
    ['kubectl auth can-i --list -n project', { metadata: {}, spec: { namespace: 'project' } }],
    ['kubectl auth whoami', { metadata: {} }],
    [
      'kubectl auth reconcile -f rbac.yaml',
      {
        metadata: { name: 'agg', labels: { a: 'b' }, annotations: { c: 'd' } },
        rules: [{ verbs: ['get'], nonResourceURLs: ['/healthz'] }],
        aggregationRule: {
          clusterRoleSelectors: [{ matchLabels: { x: 'z' }, matchExpressions: [{ key: 'k', operator: 'In', values: ['v', 'w'] }] }],
        },
      },
    ],
    ['kubectl drain n --disable-eviction --force --grace-period=7 --ignore-daemonsets', { gracePeriodSeconds: 7 }],
  ])('reads what kubectl 1.32 sends for: %s', (command, expected) => {
    const body = recorded.find((each) => each.command === command)?.body ?? '';
    const { apiVersion, kind, ...object } = decodeObject(Buffer.from(body, 'base64'));

    expect(object).toEqual(expected);
    expect([apiVersion, kind]).not.toContain('');
  });

  it('has an expectation for each body that was recorded', () => {
    expect(recorded).toHaveLength(17);
  });
});

describe('decodeObject, of bytes that mean harm', () => {
  const aMap = (key: string, value: string): Uint8Array => messages.ConfigMap.encode({ data: { [key]: value } }).finish();

  it.each([
    [
      'a number beyond what JSON holds',
      'v1',
      'Secret',
      Buffer.from([0x0a, 0x0a, 0x38, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
      /2\^53/,
    ],
    [
      'a time beyond the year 9999',
      'coordination.k8s.io/v1',
      'Lease',
      messages.Lease.encode({ spec: { renewTime: { seconds: 999_999_999_999 } } }).finish(),
      /9999/,
    ],
    [
      'managed fields that are no JSON',
      'v1',
      'Secret',
      messages.Secret.encode({ metadata: { managedFields: [{ fieldsV1: { raw: Buffer.from('{') } }] } }).finish(),
      /no JSON/,
    ],
    ['text that is not UTF-8', 'v1', 'ConfigMap', Buffer.from([0x12, 0x06, 0x0a, 0x01, 0x61, 0x12, 0x01, 0xff]), /damaged/],
    ['groups in groups without end', 'v1', 'Secret', Buffer.alloc(1024 * 1024, 0x0b), /wire type 3/],
    [
      'the same inside of its metadata',
      'v1',
      'Secret',
      Buffer.concat([Buffer.from([0x0a, 0x80, 0x80, 0x04]), Buffer.alloc(65_536, 0x1b)]),
      /damaged/,
    ],
    [
      'a million empty rules',
      'rbac.authorization.k8s.io/v1',
      'Role',
      Buffer.alloc(2 * 1024 * 1024, Buffer.from([0x12, 0x00])),
      /at most 524288/,
    ],
    [
      'very many of them in few bytes',
      'rbac.authorization.k8s.io/v1',
      'Role',
      Buffer.alloc(200_000, Buffer.from([0x12, 0x00])),
      /more than 65536/,
    ],
    [
      'metadata full of owners',
      'v1',
      'Secret',
      Buffer.concat([Buffer.from([0x0a, 0x80, 0x80, 0x40]), Buffer.alloc(1024 * 1024, Buffer.from([0x6a, 0x00]))]),
      /metadata has 1048576/,
    ],
    ['a length beyond its end', 'v1', 'Secret', Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]), /cut short/],
    ['a number that never ends', 'v1', 'Secret', Buffer.alloc(64, 0xff), /ten bytes/],
  ])('refuses %s', (_, apiVersion, kind, raw, why) => {
    expect(() => decodeObject(envelope(apiVersion, kind, raw))).toThrow(MalformedObjectError);
    expect(() => decodeObject(envelope(apiVersion, kind, raw))).toThrow(why);
  });

  it('keeps a key __proto__ as data, for the next check to refuse', () => {
    const { data } = decodeObject(envelope('v1', 'ConfigMap', aMap('__proto_x', 'x'))) as { data: object };
    const hostile = Buffer.from(
      envelope('v1', 'ConfigMap', aMap('__proto_x', 'x')).toString('latin1').replace('__proto_x', '__proto__'),
      'latin1',
    );
    const poisoned = decodeObject(hostile) as { data: object };

    expect(data).toEqual({ __proto_x: 'x' });
    expect(Object.keys(poisoned.data)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(poisoned.data)).toBe(Object.prototype);
  });

  it('never fails in another way, whatever is changed in an honest body', () => {
    const bodies = recorded.map(({ body }) => Buffer.from(body, 'base64'));
    const change = fc.record({ position: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(), (body, changes, cut) => {
        const bytes = Buffer.from(body.subarray(0, Math.max(8, body.length - (cut % 8))));
        for (const { position, byte } of changes) bytes[4 + (position % (bytes.length - 4))] = byte;
        try {
          decodeObject(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedObjectError);
        }
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});
