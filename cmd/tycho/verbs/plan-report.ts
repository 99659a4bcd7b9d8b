import type { PlannedChange, PlannedObject, PlanStatus, ServerEffect } from '#apis/compute/plan.ts';
import { bold, dim, green, red, yellow } from '../printing/colour.ts';
import { printable } from '../printing/table.ts';
import type { Output } from '../world.ts';

type Stream = Pick<Output, 'hasColour'>;

/** As much of a checksum as people pass around. */
export const shownHashLength = 16;

/** A plan for people: each object that changes, what that does, and one line that sums it up. */
export function planReport(status: PlanStatus, stream: Stream): string {
  const shown = status.objects.filter(({ action }) => action !== 'Unchanged');
  const lines = shown.flatMap((object) => objectLines(object, stream));
  const quotas = (status.quotas ?? []).map(({ namespace, name, resource, limit, before, after, isExceeded }) => {
    const line = `  ${namespace}/${name} ${resource}: ${before} → ${after} of ${limit}`;
    return isExceeded ? red(`${line}: more than is allowed`, stream) : line;
  });
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    ...(quotas.length > 0 ? ['Quotas:', ...quotas, ''] : []),
    bold(summaryLine(status), stream),
    `Hash: ${status.hash.slice(0, shownHashLength)}`,
    '',
  ].join('\n');
}

/** `Plan: 2 to create, 1 to change (1 restart), 0 to delete.` */
export function summaryLine({ summary, objects }: Pick<PlanStatus, 'summary' | 'objects'>): string {
  if (summary.create + summary.change + summary.delete + summary.refused === 0) return 'Plan: nothing to do.';
  const create = `${summary.create} to create${countedEffects(objects, 'Create')}`;
  const change = `${summary.change} to change${countedEffects(objects, 'Change')}`;
  const refused = summary.refused === 0 ? '' : `, ${summary.refused} refused`;
  return `Plan: ${create}, ${change}, ${summary.delete} to delete${refused}.`;
}

/** ` (1 restart)`: what is done to guests, actions that are made included. */
function countedEffects(objects: readonly PlannedObject[], action: PlannedObject['action']): string {
  const words = objects.filter((object) => object.action === action).flatMap((object) => effectOf(object) ?? []);
  const counted = [...Map.groupBy(words, (word) => word)].map(([word, each]) => `${each.length} ${word}`);
  return counted.length === 0 ? '' : ` (${counted.join(', ')})`;
}

/** What it does to a guest, in a word; undefined: nothing. */
function effectOf({ kind, server }: PlannedObject): string | undefined {
  if (server === undefined || server.effect === 'None') return undefined;
  return kind === 'ServerAction' && server.effect === 'Refused' ? 'bound to fail' : effectWords[server.effect];
}

const effectWords: Readonly<Record<ServerEffect, string>> = {
  None: 'without effect',
  Live: 'live change',
  Power: 'power change',
  Restart: 'restart',
  Rebuild: 'rebuild',
  Move: 'cold move',
  Replace: 'replacement',
  Refused: 'refused by its host',
};

const marks = { Create: ['+', green], Change: ['~', yellow], Delete: ['-', red], Refused: ['!', red] } as const;

function objectLines(object: PlannedObject, stream: Stream): readonly string[] {
  if (object.action === 'Unchanged') return [];
  const [mark, paint] = marks[object.action];
  const { server, refusal } = object;
  const isNewServer = object.action === 'Create' && object.kind === 'Server';
  const word = object.action === 'Change' && server?.effect === 'None' ? effectWords.None : effectOf(object);
  const effect = word === undefined || object.action === 'Delete' ? '' : ` (${word})`;
  const head = `${paint(mark, stream)} ${nameOf(object)}${effect}`;
  const changes = object.action === 'Change' ? (object.changes ?? []) : [];
  return [
    head,
    ...(refusal === undefined ? [] : [`    ${red(printable(refusal), stream)}`]),
    ...(server === undefined || isNewServer ? [] : [`    ${printable(server.message)}`]),
    ...(server?.placement === undefined ? [] : [`    ${placementLine(server.placement, stream)}`]),
    ...changes.map((change) => `      ${changeLine(change, stream)}`),
  ];
}

/** `server.compute.tycho.dev/web`, with its namespace where that says something. */
export function nameOf({ apiVersion, kind, namespace, name }: Pick<PlannedObject, 'apiVersion' | 'kind' | 'namespace' | 'name'>): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind.toLowerCase()}${group}/${name}${namespace === undefined ? '' : ` in ${namespace}`}`;
}

function placementLine({ fits, message }: { readonly fits: boolean; readonly message: string }, stream: Stream): string {
  return fits ? dim(printable(message), stream) : red(`it would wait for a host: ${printable(message)}`, stream);
}

function changeLine({ path, from, to }: PlannedChange, stream: Stream): string {
  const left = from === undefined ? dim('(nothing)', stream) : red(printable(from), stream);
  const right = to === undefined ? dim('(nothing)', stream) : green(printable(to), stream);
  return `${path}: ${left} → ${right}`;
}
