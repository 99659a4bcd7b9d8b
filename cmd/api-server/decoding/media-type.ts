/** The media type of a Content-Type header without its parameters, in lower case. Absent: JSON, as in Kubernetes. */
export function mediaTypeOf(contentType: string | undefined): string {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return mediaType === undefined || mediaType === '' ? 'application/json' : mediaType;
}

/** Kubernetes' protobuf envelope. */
export const protobufMediaType = 'application/vnd.kubernetes.protobuf';

/** The end of Kubernetes' message for a body of a type that is not taken. */
export function unknownFormat(accepted: readonly string[]): string {
  return `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
}
