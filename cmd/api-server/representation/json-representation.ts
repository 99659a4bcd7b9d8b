import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ServedObject, WatchEvent } from '../registry/registry.ts';
import { assembleList, listMetadata } from './list-assembly.ts';
import type { Representation } from './representation.ts';

/** Objects as they are. Their bytes are passed on; nothing is parsed or encoded again. */
export const jsonRepresentation: Representation = {
  name: 'json',
  contentType: 'application/json',
  encodeObject: (served) => served.bytes,
  encodeList: (list, kind) => {
    let itemBytes = Math.max(0, list.items.length - 1);
    for (const item of list.items) itemBytes += item.bytes.length;
    const head = `{"kind":"${kind.kind}List","apiVersion":"${apiVersionOf(kind)}","metadata":${JSON.stringify(listMetadata(list))},"items":[`;
    return assembleList({ head, items: list.items, encodeItems: joinBytes, tail: ']}', itemBytes });
  },
  encodeEvent: (event, kind) => {
    if ('object' in event) return Buffer.concat([eventHeads[event.type], event.object.bytes, eventTail]);
    return encodeNotice(event, { kind: kind.kind, apiVersion: apiVersionOf(kind) });
  },
};

/** The same for people: indented, and slower, since everything is parsed and encoded again. */
export const prettyJsonRepresentation: Representation = {
  ...jsonRepresentation,
  encodeObject: (served) => Buffer.from(`${JSON.stringify(served.object(), undefined, 2)}\n`),
  encodeList: (list, kind) =>
    assembleList({
      head: `{\n  "kind": "${kind.kind}List",\n  "apiVersion": "${apiVersionOf(kind)}",\n  "metadata": ${JSON.stringify(listMetadata(list))},\n  "items": [\n`,
      items: list.items,
      encodeItems: (items) => Buffer.from(items.map(indentedItem).join(',\n')),
      tail: '\n  ]\n}\n',
    }),
};

/** The line of an event that is about no object: a bookmark, as an empty object of that type, or an error. */
export function encodeNotice(
  event: Extract<WatchEvent, { type: 'BOOKMARK' | 'ERROR' }>,
  typeMeta: { readonly kind: string; readonly apiVersion: string },
): Buffer {
  const object = event.type === 'ERROR' ? event.status : { ...typeMeta, metadata: bookmarkMetadata(event) };
  return Buffer.from(`${JSON.stringify({ type: event.type, object })}\n`);
}

/** Says up to where the stream has come, and whether all that existed at its start has been sent. */
export function bookmarkMetadata(event: Extract<WatchEvent, { type: 'BOOKMARK' }>): object {
  return {
    resourceVersion: String(event.revision),
    ...(event.initialEventsEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
  };
}

function indentedItem(item: ServedObject): string {
  return `    ${JSON.stringify(item.object(), undefined, 2).replaceAll('\n', '\n    ')}`;
}

const eventHeads = {
  ADDED: Buffer.from('{"type":"ADDED","object":'),
  MODIFIED: Buffer.from('{"type":"MODIFIED","object":'),
  DELETED: Buffer.from('{"type":"DELETED","object":'),
};
const eventTail = Buffer.from('}\n');
const comma = Buffer.from(',');

function joinBytes(items: readonly ServedObject[]): Buffer {
  const parts: Buffer[] = [];
  for (const item of items) parts.push(comma, item.bytes);
  return Buffer.concat(parts.slice(1));
}
