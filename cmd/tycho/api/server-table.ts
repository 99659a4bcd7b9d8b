import type { AnyObject } from './any-object.ts';

/** The Table form of an answer: the server chooses the columns. */
export interface ServerTable {
  readonly kind: 'Table';
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly columnDefinitions?: readonly ColumnDefinition[] | null;
  readonly rows: readonly TableRow[];
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  /** 0 is always shown, others only by `-o wide`. */
  readonly priority?: number;
}

export interface TableRow {
  readonly cells: readonly unknown[];
  readonly object?: AnyObject;
}

/** What to accept to get a Table; a server that has none answers with the objects. */
export const acceptTable =
  ['v1', 'v1beta1'].map((version) => `application/json;as=Table;v=${version};g=meta.k8s.io`).join(',') + ',application/json';

/** A Table with name and age, for answers of servers that make none. */
export function asTable(answer: ServerTable | ObjectList | AnyObject): ServerTable {
  if (answer.kind === 'Table') return answer as ServerTable;
  const items = isList(answer) ? answer.items : [answer as AnyObject];
  return {
    kind: 'Table',
    metadata: isList(answer) ? answer.metadata : {},
    columnDefinitions: [
      { name: 'Name', type: 'string', format: 'name' },
      { name: 'Created', type: 'string' },
    ],
    rows: items.map((object) => ({ cells: [object.metadata.name, object.metadata.creationTimestamp ?? ''], object })),
  };
}

/** A list of whole objects. */
export interface ObjectList {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items: readonly AnyObject[];
}

function isList(answer: ObjectList | AnyObject | ServerTable): answer is ObjectList {
  return Array.isArray((answer as ObjectList).items);
}
