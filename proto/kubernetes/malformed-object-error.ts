/** What was sent is not an object that can be read. The message says why. */
export class MalformedObjectError extends Error {
  override readonly name = 'MalformedObjectError';
}
