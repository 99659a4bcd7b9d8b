import type { Command } from 'commander';
import { lastAppliedAnnotation } from '#apis/kubernetes/last-applied-annotation.ts';
import { findTargets, readTarget, type Target, type TargetOptions } from './targets.ts';
import { apiVersionOf, qualifiedPlural } from '../api/api-resource.ts';
import { parseSelection } from '../api/resource-arguments.ts';
import { CommandFailure, ReportedFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { complain } from '../printing/complaint.ts';
import { ageOf } from '../printing/duration.ts';
import type { AnyObject } from '../api/any-object.ts';
import { Outline } from '../printing/outline.ts';
import { cellText, printable, TablePrinter } from '../printing/table.ts';
import type { ApiConnection, Session } from '../session.ts';
import { eventHeadings, eventRows, eventsAbout } from './events.ts';
import { instancesOf } from './server-instances.ts';
import { conditionsOf } from '../printing/standing.ts';
import type { SessionOf } from './verb.ts';
import { repeatable } from './repeatable.ts';

export function defineDescribe(program: Command, sessionOf: SessionOf): void {
  program
    .command('describe [types] [names...]')
    .description('Say all about objects: what is wished for, how it stands, what happened. `describe server web`.')
    .option('-f, --filename <file>', 'what a file, a directory or - declares; may be repeated', repeatable)
    .option('-l, --selector <labels>', 'those with these labels')
    .option('-A, --all-namespaces', 'in all namespaces')
    .action((types: string | undefined, names: string[], options: TargetOptions, command: Command) =>
      describe(sessionOf(command), types === undefined ? [] : [types, ...names], options),
    );
}

async function describe(session: Session, words: readonly string[], options: TargetOptions): Promise<void> {
  const connection = await session.connect();
  const isList = options.filename === undefined && words.length > 0 && (await parseSelection(words, connection)).kind === 'Listed';
  const { targets, faultCount } = await findTargets(
    words,
    isList ? { ...options, ...(options.selector === undefined ? { all: true as const } : {}) } : options,
    session,
  );
  let missing = 0;
  let described = 0;
  for (const target of targets) {
    const object = await readTarget(target, connection);
    if (object === undefined) {
      complain(session.world, `${qualifiedPlural(target.resource)} "${target.name}" not found`);
      missing += 1;
      continue;
    }
    if (described > 0) session.world.output.write('\n\n');
    await describeOne(session, connection, target, object);
    described += 1;
  }
  if (missing > 0) throw new ReportedFailure(exitCode.notFound);
  if (faultCount > 0) throw new ReportedFailure();
  if (targets.length === 0) throw new CommandFailure('nothing that is selected is there', { exitCode: exitCode.notFound });
}

async function describeOne(session: Session, connection: ApiConnection, target: Target, object: AnyObject): Promise<void> {
  const { output, clock } = session.world;
  const now = clock.now();
  const outline = new Outline(output);
  describeMetadata(outline, target, object, now);
  for (const [name, value] of Object.entries(bodyOf(object))) {
    outline.heading(name);
    outline.tree(value);
  }
  describeConditions(session, outline, object, now);
  if (target.resource.kind === 'Server') await describeInstances(session, connection, outline, object);
  const events = await eventsAbout(object, connection);
  if (events.length === 0) {
    outline.fields([['Events', '<none>']]);
  } else {
    outline.heading('Events');
    new TablePrinter(eventHeadings, { output, headings: true, indent: '  ' }).print(eventRows(events, now));
  }
}

function describeMetadata(outline: Outline, { resource }: Target, { metadata }: AnyObject, now: Date): void {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => name !== lastAppliedAnnotation);
  const deletion =
    metadata.deletionTimestamp === undefined ? undefined : `${metadata.deletionTimestamp} (${ageOf(metadata.deletionTimestamp, now)} ago)`;
  outline.fields([
    ['Name', metadata.name],
    ['Namespace', metadata.namespace],
    ['Kind', `${resource.kind} (${apiVersionOf(resource)})`],
    ['UID', metadata.uid],
    ['Labels', pairs(Object.entries(metadata.labels ?? {}))],
    ['Annotations', pairs(annotations)],
    ['Created', `${metadata.creationTimestamp ?? '<unknown>'} (${ageOf(metadata.creationTimestamp, now)} ago)`],
    ['Deleted', deletion],
    ['Finalizers', deletion === undefined ? undefined : (metadata.finalizers ?? []).join('\n') || undefined],
  ]);
}

function pairs(entries: readonly (readonly [string, string])[]): string {
  return entries.length === 0 ? '<none>' : entries.map(([name, value]) => `${name}=${printable(value)}`).join('\n');
}

/** Everything but metadata and conditions, with `Spec` and `Status` as headings. What is in a Secret is counted, not shown. */
function bodyOf(object: AnyObject): Readonly<Record<string, unknown>> {
  const { apiVersion: _, kind, metadata: __, status, ...fields } = object;
  const { conditions: ___, ...standing } = (status ?? {}) as Record<string, unknown>;
  const named = Object.entries(fields).map(([name, value]): [string, unknown] => [
    headingOf(name),
    kind === 'Secret' && name === 'data' ? sizes(value) : asTree(value),
  ]);
  return { ...Object.fromEntries(named), ...(Object.keys(standing).length > 0 ? { Status: standing } : {}) };
}

function headingOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function asTree(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : { value };
}

function sizes(data: unknown): unknown {
  return Object.fromEntries(
    Object.entries((data ?? {}) as Record<string, string>).map(([name, value]) => [name, `${Buffer.from(value, 'base64').length} bytes`]),
  );
}

function describeConditions(session: Session, outline: Outline, object: AnyObject, now: Date): void {
  const conditions = conditionsOf(object);
  if (conditions.length === 0) return;
  outline.heading('Conditions');
  const rows = conditions.map(({ type, status, lastTransitionTime, reason, message }) => [
    type,
    status,
    ageOf(lastTransitionTime, now),
    cellText(reason),
    cellText(message),
  ]);
  new TablePrinter(['Type', 'Status', 'Since', 'Reason', 'Message'], { output: session.world.output, headings: true, indent: '  ' }).print(
    rows,
  );
}

async function describeInstances(session: Session, connection: ApiConnection, outline: Outline, server: AnyObject): Promise<void> {
  const instances = await instancesOf(server, connection);
  if (instances.length === 0) return;
  outline.heading('Instances');
  const rows = instances.map((instance) => [
    instance.metadata.name,
    cellText(instance.spec.epoch),
    cellText(instance.spec.host.name),
    cellText(instance.status?.phase),
    ageOf(instance.metadata.creationTimestamp, session.world.clock.now()),
  ]);
  new TablePrinter(['Name', 'Epoch', 'Host', 'Status', 'Age'], { output: session.world.output, headings: true, indent: '  ' }).print(rows);
}
