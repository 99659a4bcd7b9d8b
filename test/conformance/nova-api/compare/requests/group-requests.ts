import { eachBody, eachPath, type ComparedRequest } from '../compared-request.ts';

const create = { request: 'POST /os-server-groups' } as const;

/** Groups of servers that are to be together or apart. */
export const groupRequests: readonly ComparedRequest[] = [
  {
    name: 'a group',
    ...create,
    body: { server_group: { name: 'together', policies: ['affinity'] } },
    keep: { together: 'server_group.id' },
    ownSecond: true,
  },
  {
    name: 'a group that is kept where possible',
    ...create,
    versions: ['2.15'],
    body: { server_group: { name: 'soft', policies: ['soft-affinity'] } },
    keep: { soft: 'server_group.id' },
    ownSecond: true,
  },
  {
    name: 'a group with a rule',
    ...create,
    versions: ['2.64'],
    body: { server_group: { name: 'apart', policy: 'anti-affinity', rules: { max_server_per_host: 2 } } },
    keep: { apart: 'server_group.id' },
    ownSecond: true,
  },
  { name: 'a group of a reader', ...create, as: 'reader', body: { server_group: { name: 'x', policies: ['affinity'] } } },
  ...eachBody('a bad group', create, {
    'no name': { server_group: { policies: ['affinity'] } },
    'no policy': { server_group: { name: 'x' } },
    'no policies': { server_group: { name: 'x', policies: [] } },
    'two policies': { server_group: { name: 'x', policies: ['affinity', 'anti-affinity'] } },
    'a policy that is none': { server_group: { name: 'x', policies: ['legacy'] } },
    'a policy too early': { server_group: { name: 'x', policies: ['soft-affinity'] } },
    'the word of another version': { server_group: { name: 'x', policy: 'affinity' } },
    'an empty name': { server_group: { name: '', policies: ['affinity'] } },
    'a long name': { server_group: { name: 'x'.repeat(256), policies: ['affinity'] } },
    'a field that is none': { server_group: { name: 'x', policies: ['affinity'], colour: 'red' } },
    'no group': {},
  }),
  ...eachBody(
    'a bad group, new',
    { ...create, versions: ['2.64'] },
    {
      'the word of another version': { server_group: { name: 'x', policies: ['affinity'] } },
      'a rule for those together': { server_group: { name: 'x', policy: 'affinity', rules: { max_server_per_host: 2 } } },
      'a rule of none': { server_group: { name: 'x', policy: 'anti-affinity', rules: { max_server_per_host: 0 } } },
      'a rule that is none': { server_group: { name: 'x', policy: 'anti-affinity', rules: { colour: 'red' } } },
    },
  ),
  { name: 'groups', request: 'GET /os-server-groups?limit=10', versions: ['', '2.13', '2.15', '2.64', '2.75'] },
  ...['together', 'soft', 'apart'].map((group) => ({
    name: `the group ${group}`,
    request: `GET /os-server-groups/{${group}}`,
    versions: ['', '2.13', '2.64'],
  })),
  { name: 'a group of another', request: 'GET /os-server-groups/{together}', as: 'stranger' },
  { name: 'groups of others', request: 'GET /os-server-groups', as: 'stranger' },
  { name: 'groups of all', request: 'GET /os-server-groups?all_projects=1', as: 'admin', versions: ['', '2.64'] },
  { name: 'groups of all, as a member', request: 'GET /os-server-groups?all_projects=1' },
  { name: 'a group that is none', request: 'GET /os-server-groups/e27b4e2e-7eb9-4d15-9c39-5a7a5a2fb0b1' },
  ...eachPath(
    'groups, chosen',
    { request: 'GET /os-server-groups' },
    {
      'a page': '?limit=1',
      'from the second': '?limit=1&offset=1',
      'a page below zero': '?limit=-1',
      'a page as a word': '?limit=x',
      'by what is none': '?colour=red',
    },
  ),
  { name: 'groups by what is none, strictly', request: 'GET /os-server-groups?colour=red', versions: ['2.75'] },
  { name: 'a group is deleted by another', request: 'DELETE /os-server-groups/{soft}', as: 'stranger' },
  { name: 'a group is deleted', request: 'DELETE /os-server-groups/{soft}' },
  { name: 'a group is deleted again', request: 'DELETE /os-server-groups/{soft}' },
];
