import type { Command } from 'commander';
import type { Namespace } from '#apis/kubernetes/core.ts';
import type { RoleBinding, Subject } from '#apis/kubernetes/rbac.ts';
import { AlreadyExistsError, NotFoundError } from '#apis/machinery/errors.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { ApiClient } from '../api/api-client.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { Session } from '../session.ts';
import { repeatable } from './repeatable.ts';
import type { SessionOf } from './verb.ts';

/** As `apis/kubernetes/rbac.ts` says it, whose schemas this program does without. */
const rbacGroup = 'rbac.authorization.k8s.io';

/** The roles that somebody can have in a project, each with all rights of the one before but for the last. */
const roles = ['reader', 'member', 'manager', 'admin', 'service'] as const;

type ProjectOptions = Readonly<Partial<Record<(typeof roles)[number], readonly string[]>>>;

/** `tycho create project NAME`: a Namespace, and a RoleBinding for each role that somebody is named for. May be repeated; nothing is taken away. */
export function defineCreateProject(create: Command, sessionOf: SessionOf): void {
  const verb = create
    .command('project <name>')
    .description(
      'Set up a project, and say who has which role in it; again for more people. SUBJECT is a user, group:NAME or serviceaccount:NAMESPACE:NAME.',
    );
  for (const role of roles) verb.option(`--${role} <subject>`, describeRole[role], repeatable);
  verb.action((name: string, options: ProjectOptions, command: Command) => createProject(sessionOf(command), name, options));
}

const describeRole: Readonly<Record<(typeof roles)[number], string>> = {
  reader: 'sees what is in it, but for Secrets',
  member: 'makes and changes servers, disks, networks and the like',
  manager: 'also moves servers to other hosts',
  admin: 'also says who belongs to it',
  service: 'another service that acts for it',
};

async function createProject(session: Session, name: string, options: ProjectOptions): Promise<void> {
  const wishes = roles.flatMap((role) => {
    const subjects = (options[role] ?? []).map((text) => subjectOf(text, `--${role}`));
    return subjects.length === 0 ? [] : [{ role: `tycho:${role}`, subjects }];
  });
  const { client } = await session.connect();
  const { output, errors } = session.world;
  output.write(`namespace/${name} ${await ensureNamespace(client, name)}\n`);
  for (const { role, subjects } of wishes) {
    output.write(`rolebinding/${role} ${await ensureBinding(client, { namespace: name, role, subjects })}\n`);
  }
  errors.write(instructions(name));
}

type Outcome = 'created' | 'configured' | 'unchanged';

async function ensureNamespace(client: ApiClient, name: string): Promise<Outcome> {
  try {
    await client.json<Namespace>({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    });
    return 'created';
  } catch (error) {
    if (error instanceof AlreadyExistsError) return 'unchanged';
    throw error;
  }
}

interface WantedBinding {
  readonly namespace: string;
  readonly role: string;
  readonly subjects: readonly Subject[];
}

/** Adds whom the binding of that role lacks. A write that loses a race is an error that says so; doing it again is safe. */
async function ensureBinding(client: ApiClient, { namespace, role, subjects }: WantedBinding): Promise<Outcome> {
  const collection = `/apis/${rbacGroup}/v1/namespaces/${encodeURIComponent(namespace)}/rolebindings`;
  const path = `${collection}/${encodeURIComponent(role)}`;
  const current = await orUndefined(client.json<RoleBinding>({ path }));
  if (current === undefined) {
    const roleRef = { apiGroup: rbacGroup, kind: 'ClusterRole', name: role };
    const body = { apiVersion: `${rbacGroup}/v1`, kind: 'RoleBinding', metadata: { name: role, namespace }, roleRef, subjects };
    await client.send({ method: 'POST', path: collection, body });
    return 'created';
  }
  if (current.roleRef.kind !== 'ClusterRole' || current.roleRef.name !== role)
    throw new CommandFailure(
      `rolebinding "${role}" in ${namespace} is of the ${current.roleRef.kind} "${current.roleRef.name}": whom it names would get other rights than "${role}"; delete it first`,
    );
  const known = current.subjects ?? [];
  const missing = subjects.filter((subject) => !known.some((each) => samePlain(each, subject)));
  if (missing.length === 0) return 'unchanged';
  const { resourceVersion } = current.metadata;
  const body = { metadata: { resourceVersion }, subjects: [...known, ...missing] };
  await client.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body });
  return 'configured';
}

async function orUndefined<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function subjectOf(text: string, option: string): Subject {
  const [sort = '', ...rest] = text.split(':');
  const name = rest.join(':');
  if (sort === 'group' && name !== '') return { kind: 'Group', apiGroup: rbacGroup, name };
  if (sort === 'serviceaccount') {
    const [namespace = '', account = ''] = rest;
    if (rest.length === 2 && namespace !== '' && account !== '') return { kind: 'ServiceAccount', name: account, namespace };
    throw new UsageFailure(`${option} ${text}: a service account is serviceaccount:NAMESPACE:NAME`);
  }
  if (text === '' || (sort === 'group' && name === ''))
    throw new UsageFailure(`${option} "${text}": name a user, group:NAME or serviceaccount:NAMESPACE:NAME`);
  return { kind: 'User', apiGroup: rbacGroup, name: text };
}

function instructions(project: string): string {
  return `
A user is whoever shows a client certificate with that common name, signed by the authority of the api-server, or a token of your identity provider
with that name. On a machine with the keys of \`tycho up\` this makes a kubeconfig:

tycho create kubeconfig NAME -n ${project} >NAME.kubeconfig

What somebody may then do: kubectl --as NAME auth can-i --list -n ${project}
`;
}
