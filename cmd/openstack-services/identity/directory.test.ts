import { describe, expect, it } from 'vitest';
import { parseDirectory } from './directory.ts';

const hash = `scrypt$10$8$1$${'A'.repeat(22)}$${'B'.repeat(43)}`;

describe('the file of users', () => {
  it('says who is known, in which projects, with which roles', () => {
    const { projects, users, applicationCredentials } = parseDirectory(`
projects: [{id: default}, {id: p2, name: Second, description: words}]
users:
- name: alice
  passwordHash: '${hash}'
  defaultProject: p2
  roles: {default: [member], p2: [admin, reader]}
  applicationCredentials:
  - {id: ci, secretHash: ${hash}, project: p2, roles: [reader], expiresAt: '2030-01-31T12:00:00Z'}
- {name: Bob Smith, id: bob}
`);

    expect([...projects.values()].map(({ id, name }) => [id, name])).toEqual([
      ['default', 'default'],
      ['p2', 'Second'],
    ]);
    expect(users.get('alice')).toMatchObject({ name: 'alice', defaultProjectID: 'p2' });
    expect(users.get('alice')?.roles.get('p2')).toEqual(['admin', 'reader']);
    expect(users.get('bob')).toMatchObject({ name: 'Bob Smith', password: undefined, defaultProjectID: undefined });
    expect(applicationCredentials.get('ci')).toMatchObject({ name: 'ci', projectID: 'p2', roles: ['reader'], user: { id: 'alice' } });
  });

  it.each([
    ['projects', 'users: []'],
    ['"password"', 'projects: []\nusers: [{name: a, password: secret}]'],
    ['projects[0].id', 'projects: [{id: Upper}]\nusers: []'],
    ['projects[0].id', 'projects: [{id: tycho-system}]\nusers: []'],
    ['projects: two', 'projects: [{id: a}, {id: a}]\nusers: []'],
    ['users: two', 'projects: []\nusers: [{name: a, id: x}, {name: a, id: y}]'],
    ['users[0].name', 'projects: []\nusers: [{name: "a, b"}]'],
    ['users[0].id', 'projects: []\nusers: [{name: a, id: "a:b"}]'],
    ['users[0].passwordHash', 'projects: []\nusers: [{name: a, passwordHash: secret}]'],
    ['users[0].roles: unknown field "p"', 'projects: []\nusers: [{name: a, roles: {p: [member]}}]'],
    ['users[0].roles.p[0]', 'projects: [{id: p}]\nusers: [{name: a, roles: {p: ["a,b"]}}]'],
    ['users[0].defaultProject', 'projects: [{id: p}]\nusers: [{name: a, defaultProject: p}]'],
    [
      'users[0].applicationCredentials[0].roles',
      `projects: [{id: p}]\nusers: [{name: a, roles: {p: [reader]}, applicationCredentials: [{id: c, secretHash: '${hash}', project: p, roles: [admin]}]}]`,
    ],
  ])('is refused with the field %s that is wrong', (field, text) => {
    expect(() => parseDirectory(text)).toThrow(field);
  });

  it('is refused without telling what stood where a hash should be', () => {
    expect(() => parseDirectory('projects: []\nusers: [{name: a, passwordHash: hunter2}]')).not.toThrow('hunter2');
  });
});
