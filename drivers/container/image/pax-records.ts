/** The records of a pax header, in their order: `LENGTH KEY=VALUE\n` each. Throws RangeError on what is none. */
export function readPaxRecords(content: Buffer): readonly PaxRecord[] {
  const records: PaxRecord[] = [];
  for (let start = 0; start < content.length;) {
    const space = content.indexOf(0x20, start);
    const length = Number(content.toString('latin1', start, space === -1 ? start : space));
    const end = start + length;
    const equals = content.indexOf(0x3d, space);
    if (!Number.isSafeInteger(length) || length < 5 || end > content.length || content[end - 1] !== 0x0a || equals === -1 || equals >= end)
      throw new RangeError('it is no tar file, or a damaged one');
    records.push({
      key: content.toString('utf8', space + 1, equals),
      value: content.toString('utf8', equals + 1, end - 1),
      bytes: content.subarray(start, end),
    });
    start = end;
  }
  return records;
}

export interface PaxRecord {
  readonly key: string;
  readonly value: string;
  /** All of it. */
  readonly bytes: Buffer;
}
