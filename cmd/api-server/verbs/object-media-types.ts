import type { KindDefinition } from '#apis/machinery/kind.ts';
import { protobufMediaType } from '../decoding/media-type.ts';

/** In which forms a whole object of that kind may be sent. */
export function objectMediaTypesOf(kind: Pick<KindDefinition, 'protobuf'>): readonly string[] {
  return kind.protobuf ? typedClientMediaTypes : dynamicClientMediaTypes;
}

const dynamicClientMediaTypes = ['application/json', 'application/yaml'];
const typedClientMediaTypes = [...dynamicClientMediaTypes, protobufMediaType];
