import type { Command } from 'commander';
import { listPages } from '../api/list-pages.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ObjectList } from '../api/server-table.ts';
import { mustRelist, watch } from '../api/watch.ts';
import { UsageFailure } from '../command-failure.ts';
import { dim } from '../printing/colour.ts';
import { ageOf } from '../printing/duration.ts';
import { printable, TablePrinter } from '../printing/table.ts';
import type { ApiConnection, Session } from '../session.ts';
import { systemNamespace } from '../up/first-objects.ts';
import { asEvent, eventResource, type AnyEvent } from './events.ts';
import { objectTarget } from './server-target.ts';
import type { SessionOf } from './verb.ts';

interface EventsOptions {
  readonly allNamespaces?: true;
  readonly watch?: true;
  readonly warnings?: true;
}

export function defineEvents(program: Command, sessionOf: SessionOf): void {
  program
    .command('events [object]')
    .description(
      'What happened, oldest first: in the namespace, or to one object: `events web`, `events host/a`. They are kept for an hour.',
    )
    .option('-A, --all-namespaces', 'in all namespaces')
    .option('-w, --watch', 'go on with what happens from now on')
    .option('--warnings', 'only what went wrong')
    .action((object: string | undefined, options: EventsOptions, command: Command) => events(sessionOf(command), object, options));
}

async function events(session: Session, object: string | undefined, options: EventsOptions): Promise<void> {
  if (object !== undefined && options.allNamespaces === true) throw new UsageFailure('give an object, or -A, not both');
  const connection = await session.connect();
  const request = { session, connection, options, ...(await whereAndWhich(object, options, connection)) };
  const printer = new TablePrinter(headingsOf(options), { output: session.world.output, headings: true });
  for (;;) {
    const version = await printAll(request, printer);
    if (options.watch !== true || (await follow(request, printer, version)) === 'Ended') return;
  }
}

interface Request extends Place {
  readonly session: Session;
  readonly connection: ApiConnection;
  readonly options: EventsOptions;
}

interface Place {
  /** Absent: all. */
  readonly namespace?: string;
  readonly fieldSelector?: string;
}

/** Events about what has no namespace are in that of the installation. */
async function whereAndWhich(object: string | undefined, options: EventsOptions, connection: ApiConnection): Promise<Place> {
  const ofType = options.warnings === true ? ['type=Warning'] : [];
  if (object === undefined) {
    const which = ofType.length === 0 ? {} : { fieldSelector: ofType.join(',') };
    return options.allNamespaces === true ? which : { ...which, namespace: connection.namespace };
  }
  const { resource, name, namespace = systemNamespace } = await objectTarget(object, connection);
  return { namespace, fieldSelector: [`involvedObject.kind=${resource.kind}`, `involvedObject.name=${name}`, ...ofType].join(',') };
}

function headingsOf({ allNamespaces }: EventsOptions): readonly string[] {
  return [...(allNamespaces === true ? ['Namespace'] : []), 'Last seen', 'Type', 'Reason', 'Object', 'Message'];
}

/** Prints what there is, and gives the version that it is of. */
async function printAll(request: Request, printer: TablePrinter): Promise<string> {
  const { connection, fieldSelector, options, session } = request;
  const pages = await listPages<ObjectList>(connection.client, addressOf(request), {
    fieldSelector,
    chunkSize: 500,
    accept: 'application/json',
  });
  const found = pages.flatMap(({ items }) => items).toSorted((left, right) => timeOf(left).localeCompare(timeOf(right)));
  if (found.length > 0 || options.watch === true) printer.print(found.map((each) => rowOf(each, request)));
  else session.world.errors.write('Nothing that is still known has happened.\n');
  return pages.at(-1)?.metadata.resourceVersion ?? '';
}

/** `Ended`: nobody wants to know more. `Restart`: the server has forgotten where we were. */
async function follow(request: Request, printer: TablePrinter, resourceVersion: string): Promise<'Ended' | 'Restart'> {
  const { clock, interrupted: signal, errors } = request.session.world;
  const changes = watch<AnyObject>({
    client: request.connection.client,
    clock,
    address: addressOf(request),
    fieldSelector: request.fieldSelector,
    resourceVersion,
    signal,
    versionOf: ({ metadata }) => metadata.resourceVersion,
    onInterruption: (error) => errors.write(`${dim(`${error.message}; trying again`, errors)}\n`),
  });
  try {
    for await (const { type, object } of changes) if (type !== 'DELETED') printer.print([rowOf(object, request)]);
    return 'Ended';
  } catch (error) {
    if (mustRelist(error)) return 'Restart';
    throw error;
  }
}

function addressOf({ namespace }: Place): { readonly resource: typeof eventResource; readonly namespace?: string } {
  return { resource: eventResource, ...(namespace === undefined ? {} : { namespace }) };
}

function rowOf(object: AnyObject, { options, session }: Request): readonly string[] {
  const event = asEvent(object);
  const now = session.world.clock.now();
  return [
    ...(options.allNamespaces === true ? [object.metadata.namespace ?? ''] : []),
    seen(event, now),
    event.type,
    event.reason,
    subjectOf(object),
    printable(event.message),
  ];
}

function seen({ count, firstAt, lastAt }: AnyEvent, now: Date): string {
  return count > 1 ? `${ageOf(lastAt, now)} (x${count} over ${ageOf(firstAt, now)})` : ageOf(lastAt, now);
}

function subjectOf(object: AnyObject): string {
  const { kind = '', name = '' } = (object['involvedObject'] ?? {}) as { readonly kind?: string; readonly name?: string };
  return printable(`${kind.toLowerCase()}/${name}`);
}

function timeOf(object: AnyObject): string {
  return asEvent(object).lastAt ?? '';
}
