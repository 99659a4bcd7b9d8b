import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ServedObject, WatchEvent } from '../registry/registry.ts';
import { bookmarkMetadata, encodeNotice } from './json-representation.ts';
import { assembleList, listMetadata } from './list-assembly.ts';
import { encodePartialMetadata, type MetaVersion } from './partial-metadata-representation.ts';
import type { Representation } from './representation.ts';
import { tableColumnsOf, type TableColumns } from './table-columns.ts';

/** What each row of a table carries beside its cells. */
export type IncludedObject = 'None' | 'Metadata' | 'Object';

export interface TableOptions {
  readonly version: MetaVersion;
  readonly includeObject: IncludedObject;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Kubernetes' `Table`: what kubectl prints, made here. In a watch each event is a table of one row, and only the first of a stream says what the
 * columns are: all others share their bytes with every stream of the same form.
 */
export function tableRepresentation(options: TableOptions): Representation {
  const { version, includeObject } = options;
  const columnsByKind = new Map<KindDefinition, TableColumns>();
  const columnsOf = (kind: KindDefinition): TableColumns => {
    const columns = columnsByKind.get(kind) ?? tableColumnsOf(kind, options.clock);
    columnsByKind.set(kind, columns);
    return columns;
  };
  const head = (metadata: object, definitionsJson: string): string =>
    `{"kind":"Table","apiVersion":"meta.k8s.io/${version}","metadata":${JSON.stringify(metadata)},${columnsKey}${definitionsJson},"rows":[`;
  const row = (served: ServedObject, columns: TableColumns): string =>
    `{"cells":${JSON.stringify(columns.cellsOf(served.object()))}${includedObject(served, options)}}`;
  const one = (served: ServedObject, kind: KindDefinition, definitionsJson: string): string =>
    `${head({ resourceVersion: served.object().metadata.resourceVersion }, definitionsJson)}${row(served, columnsOf(kind))}]}`;
  return {
    name: `table-${version}-${includeObject}`,
    contentType: 'application/json',
    encodeObject: (served, kind) => Buffer.from(one(served, kind, columnsOf(kind).definitionsJson)),
    encodeList: (list, kind) => {
      const columns = columnsOf(kind);
      return assembleList({
        head: head(listMetadata(list), columns.definitionsJson),
        items: list.items,
        encodeItems: (items) => Buffer.from(items.map((item) => row(item, columns)).join(',')),
        tail: ']}',
      });
    },
    encodeEvent: (event: WatchEvent, kind: KindDefinition) => {
      if ('object' in event) return Buffer.from(`{"type":"${event.type}","object":${one(event.object, kind, noDefinitions)}}\n`);
      if (event.type === 'ERROR') return encodeNotice(event, { kind: '', apiVersion: '' });
      return Buffer.from(`{"type":"BOOKMARK","object":${head(bookmarkMetadata(event), noDefinitions)}]}}\n`);
    },
    completeFirst: (payload, kind) => withDefinitions(payload, columnsOf(kind).definitionsJson),
  };
}

const columnsKey = '"columnDefinitions":';
const noDefinitions = 'null';
const absentDefinitions = Buffer.from(columnsKey + noDefinitions);

/** The key cannot occur earlier than where it is meant: in front of it are words of ours only, and quotes inside of strings are escaped. */
function withDefinitions(payload: Buffer, definitionsJson: string): Buffer {
  const start = payload.indexOf(absentDefinitions);
  if (start < 0) return payload;
  return Buffer.concat([
    payload.subarray(0, start),
    Buffer.from(columnsKey + definitionsJson),
    payload.subarray(start + absentDefinitions.length),
  ]);
}

function includedObject(served: ServedObject, { version, includeObject }: TableOptions): string {
  switch (includeObject) {
    case 'None':
      return '';
    case 'Metadata':
      return `,"object":${encodePartialMetadata(served, version, { withOwners: false })}`;
    case 'Object':
      return `,"object":${served.bytes.toString('utf8')}`;
  }
}
