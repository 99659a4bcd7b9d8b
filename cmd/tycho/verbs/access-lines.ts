import type { PolicyRule } from '#apis/kubernetes/rbac.ts';

/**
 * Rules as `kubectl auth can-i --list` prints them: a line for each resource with all that may be done to it, in kubectl's order and columns.
 */
export function accessLines(rules: readonly PolicyRule[], { headings }: { readonly headings: boolean }): readonly string[] {
  const rows = compact(rules.flatMap(grants))
    .map((grant) => ({ cells: cellsOf(grant), order: orderOf(grant) }))
    .toSorted((left, right) => Buffer.compare(left.order, right.order))
    .map(({ cells }) => cells);
  return lines(headings ? [['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ...rows] : rows);
}

/** A rule about one thing. */
interface Grant {
  readonly verbs: readonly string[];
  readonly group: string;
  /** Absent: it is about a path. */
  readonly resource?: string;
  readonly name?: string;
  readonly path?: string;
}

function grants({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule): readonly Grant[] {
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) => names.map((name) => ({ verbs, group, resource, ...(name === undefined ? {} : { name }) }))),
  );
  return [...ofResources, ...nonResourceURLs.flatMap((path) => verbs.map((verb) => ({ verbs: [verb], group: '', path })))];
}

/** Those about one resource become one. */
function compact(all: readonly Grant[]): readonly Grant[] {
  const byResource = new Map<string, Grant>();
  for (const grant of all.filter(({ resource }) => resource !== undefined)) {
    const key = JSON.stringify([grant.group, grant.resource, grant.name]);
    byResource.set(key, { ...grant, verbs: [...new Set([...(byResource.get(key)?.verbs ?? []), ...grant.verbs])] });
  }
  return [...all.filter(({ resource }) => resource === undefined), ...byResource.values()];
}

function cellsOf({ verbs, group, resource, name, path }: Grant): readonly string[] {
  return [qualified(resource, group), `[${path ?? ''}]`, `[${name ?? ''}]`, `[${verbs.join(' ')}]`];
}

/** As `servers.compute.tycho.dev/log`. */
function qualified(resource: string | undefined, group: string): string {
  if (resource === undefined || group === '') return resource ?? '';
  const [plural = '', ...subresource] = resource.split('/');
  return [`${plural}.${group}`, ...subresource].join('/');
}

/** kubectl goes by the text of the whole rule. */
function orderOf({ verbs, group, resource = '', name = '', path = '' }: Grant): Buffer {
  return Buffer.from(
    `Verbs:[${verbs.join(' ')}],APIGroups:[${group}],Resources:[${resource}],ResourceNames:[${name}],NonResourceURLs:[${path}]`,
  );
}

function lines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2].map((column) => Math.max(leastWidth, gap + Math.max(0, ...rows.map((row) => row[column]?.length ?? 0))));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(''));
}

/** Of a column of kubectl's tables, with the gap after it. */
const leastWidth = 6;
const gap = 3;
