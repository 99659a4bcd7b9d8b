import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ResponseBody } from '../exchange/api-response.ts';
import type { EventEncoding } from '../exchange/event-stream.ts';
import type { ServedList, ServedObject } from '../registry/registry.ts';

/** A form in which objects are answered: as they are, as a table, or their metadata alone. */
export interface Representation extends EventEncoding {
  readonly contentType: string;
  readonly encodeObject: (served: ServedObject, kind: KindDefinition) => Buffer;
  readonly encodeList: (list: ServedList, kind: KindDefinition) => ResponseBody;
}
