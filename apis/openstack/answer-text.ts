/** Answers of OpenStack's services are of a few KiB. */
const largestAnswerBytes = 1024 * 1024;

/** The body of an answer. Throws for one that no such service gives. */
export async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > largestAnswerBytes) throw new Error(`the answer is longer than ${largestAnswerBytes} bytes`);
  }
  return Buffer.concat(chunks).toString('utf8');
}
