import { describe, expect, it } from 'vitest';
import { parseManifests } from './manifest-parser.ts';

const server = `# a server
apiVersion: compute.tycho.dev/v1alpha1
kind: Server
metadata:
  name: web
  labels:
    app.example/tier: front
spec:
  flavor: small
  placement:
    requiredTraits:
      - FAST
      - BIG
`;

const faults = (content: string): readonly string[] => parseManifests('a.yaml', content).faults.map(({ message }) => message);

describe('parseManifests', () => {
  it('reads several documents and knows the line of each field', () => {
    const { manifests } = parseManifests('a.yaml', `${server}---\n${server.replace('web', 'other')}`);
    const [first, second] = manifests;

    expect(manifests.map(({ object }) => object.metadata.name)).toEqual(['web', 'other']);
    expect(first?.origin.lineOf('spec.flavor')).toBe(9);
    expect(first?.origin.lineOf('spec.placement.requiredTraits[1]')).toBe(13);
    expect(first?.origin.lineOf('metadata.labels.app.example/tier')).toBe(7);
    expect(second?.origin.lineOf('spec.flavor')).toBe(23);
  });

  it('gives the closest line around a field that is not there', () => {
    const [manifest] = parseManifests('a.yaml', server).manifests;

    expect(manifest?.origin.lineOf('spec.placement.zone')).toBe(10);
    expect(manifest?.origin.lineOf('')).toBe(2);
  });

  it('takes a List as its items, JSON as YAML, and skips empty documents', () => {
    const list = `kind: List\napiVersion: v1\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: a}}\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}\n`;

    expect(parseManifests('a', list).manifests.map(({ object, origin }) => [object.metadata.name, origin.lineOf('')])).toEqual([
      ['a', 4],
      ['b', 5],
    ]);
    expect(parseManifests('a', '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"}}').manifests).toHaveLength(1);
    expect(parseManifests('a', '---\n# nothing\n---\n')).toEqual({ manifests: [], faults: [] });
  });

  it('leaves text that looks like something else in older YAML as text', () => {
    const [manifest] = parseManifests(
      'a',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {mac: 52:54:00:12:34:56, answer: no, date: 2030-01-01}\n',
    ).manifests;

    expect(manifest?.object['data']).toEqual({ mac: '52:54:00:12:34:56', answer: 'no', date: '2030-01-01' });
  });

  it('says what is wrong with the line, and goes on with the other documents', () => {
    const { manifests, faults: found } = parseManifests('a.yaml', `${server}---\nkind: [\n---\n${server}`);

    expect(manifests).toHaveLength(2);
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/^a\.yaml:16: not YAML: /) as string]);
  });

  it('names what is missing or of the wrong type', () => {
    expect(faults('hello world')).toEqual(['a.yaml:1: this is no object with apiVersion, kind and metadata; is it YAML at all?']);
    expect(faults('kind: Server\n')).toEqual([
      'a.yaml:1: apiVersion is missing: write apiVersion: compute.tycho.dev/v1alpha1 for our own kinds',
    ]);
    expect(faults('apiVersion: v1\nmetadata: {name: a}\n')).toEqual(['a.yaml:1: kind is missing']);
    expect(faults('apiVersion: v1\nkind: Secret\n')).toEqual(['a.yaml:1: metadata with a name is missing']);
    expect(faults('apiVersion: v1\nkind: Secret\nmetadata:\n  name: 12\n')).toEqual([
      'a.yaml:4: metadata.name must be text: put it in quotes, "12"',
    ]);
    expect(faults('apiVersion: v1\nkind: A\nkind: B\n')).toEqual(['a.yaml:3: not YAML: this field stands here twice']);
    expect(faults('apiVersion: v1\nmetadata:\n\tname: a\n')[0]).toMatch(/^a\.yaml:3: not YAML: .*indent with spaces/);
  });
});
