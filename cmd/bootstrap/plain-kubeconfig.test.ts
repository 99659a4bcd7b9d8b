import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePlainKubeconfig } from './plain-kubeconfig.ts';

const byKubectl = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: TEVOUw==
    server: https://127.0.0.1:6443
  name: tycho
contexts:
- context:
    cluster: tycho
    namespace: default
    user: admin
  name: tycho
current-context: tycho
kind: Config
preferences: {}
users:
- name: admin
  user:
    client-certificate-data: Q0VSVA==
    client-key-data: S0VZ
`;

const byHand = `# mine
current-context: "here"
clusters:
  - name: "c"
    cluster:
      server: "https://[::1]:6443"
      insecure-skip-tls-verify: true
contexts:
  - name: here
    context:
      cluster: c
      user: a@b.example
users:
`;

describe('parsePlainKubeconfig', () => {
  it('reads what programs and careful people write as a YAML parser does', () => {
    for (const text of [byKubectl, byHand]) expect(parsePlainKubeconfig(text)).toEqual(parse(text));
  });

  it('leaves everything that it cannot be sure of to a YAML parser', () => {
    const tricky = [
      'a: [1]',
      "a: 'x'",
      'a: |\n  x',
      'a: 12',
      'a: 0x1f',
      'a: null',
      'a: yes',
      'a: b: c',
      'a: &x b',
      'a: b # comment',
      'a: "b\\n"',
      '- a',
      'a:\n  b: c\n   d: e',
      'a: b\na: c',
      '\ta: b',
      'a:\n- b\n',
      '[1, 2]',
      'users: [{name: x}]',
      'a:b: c',
    ];
    for (const text of tricky) {
      const plain = parsePlainKubeconfig(text);
      if (plain !== undefined) expect({ text, plain }).toEqual({ text, plain: parse(text) as unknown });
    }
    expect(tricky.filter((text) => parsePlainKubeconfig(text) !== undefined)).toEqual([]);
  });
});
