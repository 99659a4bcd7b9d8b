import type { Command } from 'commander';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { Session } from '../session.ts';
import type { SessionOf } from './verb.ts';

interface UserOptions {
  readonly project: string;
  readonly role: string;
}

/** `tycho create openstack-user NAME`: an item for the file of users of `openstack-services`, with the hash of a password. Asks no server. */
export function defineCreateOpenStackUser(create: Command, sessionOf: SessionOf): void {
  create
    .command('openstack-user <name>')
    .description(
      'Print a user for the file of users of OpenStack’s APIs (.tycho/keys/openstack-users.yaml), for the password on standard input, which is not printed.',
    )
    .option('--project <id>', 'where they have the role, and log in if they say nothing else', 'default')
    .option('--role <name>', 'reader, member, manager, admin or service', 'member')
    .action((name: string, options: UserOptions, command: Command) => createOpenStackUser(sessionOf(command), name, options));
}

async function createOpenStackUser({ world }: Session, name: string, { project, role }: UserOptions): Promise<void> {
  if (!/^[\w.-]{1,64}$/.test(name)) throw new UsageFailure(`"${name}" is no name of a user: 1 to 64 letters, digits, ".", "-" and "_"`);
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(project)) throw new UsageFailure(`--project ${project}: it is the name of a namespace`);
  if (!/^[\w-]{1,64}$/.test(role)) throw new UsageFailure(`--role ${role}: a role is 1 to 64 letters, digits, "-" and "_"`);
  const password = (await world.readInput()).replace(/\r?\n$/, '');
  if (password === '') throw new CommandFailure('standard input has no password: `tycho create openstack-user alice < FILE`');
  if (/[\r\n]/.test(password)) throw new CommandFailure('standard input has several lines: a password is one');
  const { hashPassword } = await import('#apis/openstack/password-hash.ts');
  const hash = await hashPassword(password, world.random, 'People');
  // Quoted: a name of digits alone is a text, too.
  const [quotedName, quotedProject, quotedRole] = [name, project, role].map((text) => JSON.stringify(text));
  const lines = [
    `- name: ${quotedName}`,
    `  passwordHash: ${hash}`,
    `  defaultProject: ${quotedProject}`,
    `  roles: {${quotedProject}: [${quotedRole}]}`,
  ];
  world.output.write(`${lines.join('\n')}\n`);
}
