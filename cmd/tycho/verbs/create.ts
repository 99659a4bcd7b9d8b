import type { Command } from 'commander';
import { ApiError } from '#apis/machinery/errors.ts';
import { pathOf, printedName, type ApiResource } from '../api/api-resource.ts';
import { namespaceFor } from '../api/resource-arguments.ts';
import { CommandFailure, ReportedFailure } from '../command-failure.ts';
import { readManifestFiles } from '../manifests/manifest-files.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { serverComplaints } from '../manifests/server-complaint.ts';
import { complain } from '../printing/complaint.ts';
import type { AnyObject } from '../api/any-object.ts';
import { objectText } from '../printing/object-printer.ts';
import type { ApiConnection, Session } from '../session.ts';
import { defineCreateKubeconfig } from './create-kubeconfig.ts';
import { defineCreateOpenStackUser } from './create-openstack-user.ts';
import { defineCreateProject } from './create-project.ts';
import { addDeclarationOptions, locate, parseDeclarationOptions, type Declaration, type DeclarationOptions } from './declaration.ts';
import type { SessionOf } from './verb.ts';

export function defineCreate(program: Command, sessionOf: SessionOf): void {
  const verb = program
    .command('create')
    .description('Create the objects that files declare; fails for those that exist. `apply` is for doing it again.');
  addDeclarationOptions(verb).action((options: DeclarationOptions, command: Command) => create(sessionOf(command), options));
  defineCreateProject(verb, sessionOf);
  defineCreateKubeconfig(verb, sessionOf);
  defineCreateOpenStackUser(verb, sessionOf);
}

async function create(session: Session, options: DeclarationOptions): Promise<void> {
  const declaration = parseDeclarationOptions(options);
  const { manifests, faults } = await readManifestFiles(options.filename ?? [], session.world);
  const connection = await session.connect();
  let failures = faults.length;
  for (const manifest of manifests) if (!(await createOne(session, connection, manifest, declaration))) failures += 1;
  for (const fault of faults) complain(session.world, fault.message);
  if (failures > 0) throw new ReportedFailure();
}

async function createOne(
  session: Session,
  connection: ApiConnection,
  manifest: Manifest,
  { query, format, isDryRun }: Declaration,
): Promise<boolean> {
  let resource: ApiResource | undefined;
  try {
    resource = await connection.resources.ofKind(manifest.object.apiVersion, manifest.object.kind);
    const { object, path } = await destination(manifest, resource, session, connection);
    const created = await connection.client.json<AnyObject>({ method: 'POST', path, query, body: object });
    const line = `${printedName(resource, created.metadata.name)} created${isDryRun ? ' (server dry run)' : ''}\n`;
    session.world.output.write(format === undefined ? line : await objectText(created, resource, format));
    return true;
  } catch (error) {
    if (error instanceof CommandFailure) complain(session.world, error.message);
    else if (error instanceof ApiError && resource !== undefined) {
      for (const line of await serverComplaints(error, manifest, resource, connection)) complain(session.world, line);
    } else throw error;
    return false;
  }
}

async function destination(
  manifest: Manifest,
  resource: ApiResource,
  session: Session,
  connection: ApiConnection,
): Promise<{ readonly object: AnyObject; readonly path: string }> {
  if ((manifest.object.metadata as { readonly name?: string }).name === undefined) {
    const namespace = manifest.object.metadata.namespace ?? connection.namespace;
    return { object: manifest.object, path: pathOf({ resource, ...namespaceFor(resource, namespace) }) };
  }
  const { address, object } = await locate(manifest, connection, session.options);
  const { name: _, ...collection } = address;
  return { object, path: pathOf(collection) };
}
