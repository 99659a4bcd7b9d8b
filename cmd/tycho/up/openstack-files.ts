import { existsSync, readFileSync } from 'node:fs';
import type { Random } from '#apis/machinery/random.ts';
import { hashPassword } from '#apis/openstack/password-hash.ts';
import { createSharedSecret } from '#cmd/bootstrap/certificates.ts';
import { writePrivateFile } from '#cmd/bootstrap/private-files.ts';
import { loopback, type Ports } from './ports.ts';
import type { StateDirectory } from './state-directory.ts';

/** As whom the Compute API asks whose a token is. */
export const novaUser = { name: 'nova', project: 'service' } as const;

/** The users of a fresh control plane. The project `default` is the namespace of that name, where `tycho` works too if nothing else is said. */
const firstUsers = [
  { name: 'admin', project: 'default', role: 'admin' },
  { name: 'demo', project: 'default', role: 'member' },
  { ...novaUser, role: 'service' },
] as const;

/** Where clients log in. */
export function identityURL({ identity }: Pick<Ports, 'identity'>): string {
  return `http://${loopback}:${identity}/identity/v3`;
}

/**
 * Makes what OpenStack's APIs need, as far as it is missing: the key of tokens, the file of users and the passwords of the first of them; and writes, at each start,
 * what their clients read: an openrc and a clouds.yaml. Users that are in the file already stay as people have made them.
 */
export async function writeOpenStackFiles(state: StateDirectory, ports: Ports, random: Random): Promise<void> {
  if (!existsSync(state.openStackTokenKey)) await writePrivateFile(state.openStackTokenKey, createSharedSecret());
  for (const { name } of firstUsers) {
    const file = state.openStackPasswordOf(name);
    if (!existsSync(file)) await writePrivateFile(file, `${Buffer.from(random.bytes(16)).toString('hex')}\n`);
  }
  const passwordOf = (user: string): string => readFileSync(state.openStackPasswordOf(user), 'utf8').trim();
  if (!existsSync(state.openStackUsers)) await writePrivateFile(state.openStackUsers, await usersText(passwordOf, random));
  await writePrivateFile(state.openrc, openrcText(ports, passwordOf('demo')));
  await writePrivateFile(state.openStackClouds, cloudsText(ports, passwordOf));
}

async function usersText(passwordOf: (user: string) => string, random: Random): Promise<string> {
  const users = await Promise.all(
    firstUsers.map(async ({ name, project, role }) => {
      const hash = await hashPassword(passwordOf(name), random, 'Machines');
      return [`- name: ${name}`, `  passwordHash: ${hash}`, `  defaultProject: ${project}`, `  roles: {${project}: [${role}]}`];
    }),
  );
  return [
    '# Who may use the OpenStack APIs of this machine. Read again when it changes; `tycho create openstack-user` prints more of such users.',
    'projects:',
    '# The id is the name of the Namespace.',
    '- id: default',
    `- id: ${novaUser.project}`,
    'users:',
    ...users.flat(),
    '',
  ].join('\n');
}

function openrcText(ports: Ports, password: string): string {
  const values = {
    OS_AUTH_URL: identityURL(ports),
    OS_IDENTITY_API_VERSION: '3',
    OS_USERNAME: 'demo',
    OS_PASSWORD: password,
    OS_PROJECT_NAME: 'default',
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
    OS_REGION_NAME: 'RegionOne',
  };
  return [
    '# For OpenStack’s clients: `. openrc`. It is written anew at each start of Tycho.',
    'unset OS_CLOUD OS_TOKEN OS_PROJECT_ID OS_USER_ID OS_AUTH_TYPE OS_ENDPOINT',
    ...Object.entries(values).map(([name, value]) => `export ${name}='${value}'`),
    '',
  ].join('\n');
}

function cloudsText(ports: Ports, passwordOf: (user: string) => string): string {
  const clouds = [
    ['tycho', 'demo'],
    ['tycho-admin', 'admin'],
  ] as const;
  return [
    '# For OpenStack’s clients: `OS_CLIENT_CONFIG_FILE=clouds.yaml openstack --os-cloud tycho …`. It is written anew at each start of Tycho.',
    'clouds:',
    ...clouds.flatMap(([cloud, user]) => [
      `  ${cloud}:`,
      '    auth:',
      `      auth_url: ${identityURL(ports)}`,
      `      username: ${user}`,
      `      password: '${passwordOf(user)}'`,
      '      project_name: default',
      '      user_domain_name: Default',
      '      project_domain_name: Default',
      '    region_name: RegionOne',
      '    identity_api_version: 3',
    ]),
    '',
  ].join('\n');
}
