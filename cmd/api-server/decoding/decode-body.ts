import { BadRequestError, UnsupportedMediaTypeError } from '#apis/machinery/errors.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import type { DecodedBody } from './decoded-body.ts';
import { decodeJsonBody } from './json-body.ts';
import { mediaTypeOf, protobufMediaType, unknownFormat } from './media-type.ts';
import { decodeProtobufBody } from './protobuf-body.ts';
import { decodeYamlBody } from './yaml-body.ts';

/**
 * Reads a request's body by its media type, which must be one of `acceptedTypes`. Throws {@link UnsupportedMediaTypeError} otherwise, and
 * {@link BadRequestError} for a body that is not what it says, or is not there.
 */
export async function decodeBody(
  request: Pick<ApiRequest, 'headers' | 'readBody'>,
  acceptedTypes: readonly string[],
): Promise<DecodedBody> {
  const mediaType = mediaTypeOf(request.headers['content-type']);
  const decode = decoders.get(mediaType);
  if (decode === undefined || !acceptedTypes.includes(mediaType)) throw new UnsupportedMediaTypeError(unknownFormat(acceptedTypes));
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') throw new UnsupportedMediaTypeError(`the body is in content coding "${coding}": send it as it is`);
  const body = await request.readBody();
  if (body.length === 0) throw new BadRequestError('the body is empty');
  return decode(body);
}

const decoders: ReadonlyMap<string, (body: Buffer) => DecodedBody> = new Map([
  ['application/json', decodeJsonBody],
  ['application/apply-patch+yaml', decodeYamlBody],
  ['application/json-patch+json', decodeJsonBody],
  ['application/merge-patch+json', decodeJsonBody],
  ['application/strategic-merge-patch+json', decodeJsonBody],
  ['application/yaml', decodeYamlBody],
  [protobufMediaType, decodeProtobufBody],
]);
