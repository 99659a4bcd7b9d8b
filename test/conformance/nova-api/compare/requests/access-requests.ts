import type { ComparedRequest } from '../compared-request.ts';

/** What is told of the project when servers have lived in it, and how the last of them end. */
export const accessRequests: readonly ComparedRequest[] = [
  { name: 'limits with servers', request: 'GET /limits', versions: ['', '2.57'] },
  { name: 'a quota in detail with servers', request: 'GET /os-quota-sets/{project}/detail', versions: ['2.57'] },
  { name: 'limits for a reader', request: 'GET /limits', as: 'reader' },
  {
    name: 'hypervisors with servers',
    request: 'GET /os-hypervisors?with_servers=true&hypervisor_hostname_pattern=none',
    as: 'admin',
    versions: ['2.53'],
  },
  { name: 'a group whose server is there is deleted', request: 'DELETE /os-server-groups/{apart}' },
  { name: 'a flavor that a server has is deleted', request: 'DELETE /flavors/{flavor}', as: 'admin' },
  { name: 'a server of a flavor that is gone', request: 'GET /servers/{web}', versions: ['', '2.47'] },
  { name: 'a key that a server has is deleted', request: 'DELETE /os-keypairs/brought' },
  { name: 'a server of an administrator is deleted', request: 'DELETE /servers/{ours}', as: 'admin', until: ['ours', 'gone'] },
  { name: 'a server is deleted', request: 'DELETE /servers/{web}', until: ['web', 'gone'] },
  { name: 'servers when one is deleted', request: 'GET /servers?name=web' },
  {
    name: 'a server with user data that is no base64',
    request: 'POST /servers',
    body: { server: { name: 'x', imageRef: '{image}', flavorRef: '{other_flavor}', user_data: '!!!' } },
  },
];
