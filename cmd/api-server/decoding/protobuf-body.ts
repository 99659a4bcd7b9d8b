import { BadRequestError } from '#apis/machinery/errors.ts';
import { decodeObject } from '#proto/kubernetes/decode-object.ts';
import { MalformedObjectError } from '#proto/kubernetes/malformed-object-error.ts';
import type { DecodedBody } from './decoded-body.ts';
import { countFields } from './field-survey.ts';

/** Reads a body in the protobuf form of Kubernetes' typed clients. Throws {@link BadRequestError} for what cannot be read. */
export function decodeProtobufBody(body: Buffer): DecodedBody {
  try {
    const value = decodeObject(body);
    countFields(value);
    return { value, duplicateFields: [] };
  } catch (error) {
    if (error instanceof MalformedObjectError)
      throw new BadRequestError(`the body is not protobuf of Kubernetes: ${error.message}`, { cause: error });
    throw error;
  }
}
