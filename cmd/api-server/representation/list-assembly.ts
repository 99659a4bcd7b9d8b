import type { ResponseBody } from '../exchange/api-response.ts';
import type { ServedList, ServedObject } from '../registry/registry.ts';

/** Everything around and inside the items of a list. */
export interface ListAssembly {
  readonly head: string;
  readonly items: readonly ServedObject[];
  /** Encodes some of the items, with commas between them. */
  readonly encodeItems: (items: readonly ServedObject[]) => Buffer;
  readonly tail: string;
  /** Bytes of all items with their commas, where that is known beforehand. */
  readonly itemBytes?: number;
}

/** How many items are put together before others get their turn: 500 take between half a millisecond and five. */
export const itemsPerChunk = 500;

/** Puts a list together without ever holding up the process for longer than {@link itemsPerChunk} items take. */
export function assembleList(assembly: ListAssembly): ResponseBody {
  const { head, items, encodeItems, tail, itemBytes } = assembly;
  if (items.length <= itemsPerChunk) {
    return { kind: 'Bytes', bytes: Buffer.concat([Buffer.from(head), encodeItems(items), Buffer.from(tail)]) };
  }
  const chunks = chunksOf(assembly);
  if (itemBytes === undefined) return { kind: 'Chunks', chunks };
  return { kind: 'Chunks', chunks, totalBytes: Buffer.byteLength(head) + itemBytes + Buffer.byteLength(tail) };
}

/** The metadata of a list, in the order in which Kubernetes' documentation has them. */
export function listMetadata(list: ServedList): object {
  return {
    resourceVersion: String(list.revision),
    ...(list.continueToken === undefined ? {} : { continue: list.continueToken }),
    ...(list.remainingItemCount === undefined ? {} : { remainingItemCount: list.remainingItemCount }),
  };
}

async function* chunksOf({ head, items, encodeItems, tail }: ListAssembly): AsyncGenerator<Buffer> {
  yield Buffer.from(head);
  for (let start = 0; start < items.length; start += itemsPerChunk) {
    const encoded = encodeItems(items.slice(start, start + itemsPerChunk));
    yield start === 0 ? encoded : Buffer.concat([comma, encoded]);
    await othersTurn();
  }
  yield Buffer.from(tail);
}

const comma = Buffer.from(',');

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
