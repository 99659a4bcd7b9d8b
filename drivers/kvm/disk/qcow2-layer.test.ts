import { describe, expect, it } from 'vitest';
import { maximumVirtualSizeBytes, qcow2Layer } from './qcow2-layer.ts';

const gibibyte = 1024 ** 3;

describe('qcow2Layer', () => {
  it('is an empty disk of the size', () => {
    const bytes = Buffer.from(qcow2Layer({ virtualSizeBytes: 10 * gibibyte }));

    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3]));
    expect(bytes.readBigUInt64BE(24)).toBe(BigInt(10 * gibibyte));
    expect(bytes.readBigUInt64BE(8)).toBe(0n);
    expect(bytes.length).toBe(4 * 65_536);
  });

  it('names the file below with its format', () => {
    const bytes = Buffer.from(qcow2Layer({ virtualSizeBytes: gibibyte, backing: { path: '/images/ä', format: 'raw' } }));

    const start = Number(bytes.readBigUInt64BE(8));
    expect(bytes.subarray(start, start + bytes.readUInt32BE(16)).toString()).toBe('/images/ä');
    expect(bytes.readUInt32BE(104)).toBe(0xe2792aca);
    expect(bytes.subarray(112, 112 + bytes.readUInt32BE(108)).toString()).toBe('raw');
    expect(bytes.readBigUInt64BE(120)).toBe(0n);
  });

  it('counts each of its clusters once, up to the largest size', () => {
    const bytes = Buffer.from(qcow2Layer({ virtualSizeBytes: maximumVirtualSizeBytes }));

    const clusterCount = bytes.length / 65_536;
    const counts = Array.from({ length: clusterCount + 1 }, (_, index) => bytes.readUInt16BE(2 * 65_536 + 2 * index));
    expect(counts).toEqual([...Array.from({ length: clusterCount }, () => 1), 0]);
    expect(bytes.readUInt32BE(36)).toBe(131_072);
  });

  it.each([0, -512, 513, maximumVirtualSizeBytes + 512, Number.NaN])('refuses a size of %d', (virtualSizeBytes) => {
    expect(() => qcow2Layer({ virtualSizeBytes })).toThrow('multiple of 512');
  });

  it('refuses a path that QEMU would not read back', () => {
    expect(() => qcow2Layer({ virtualSizeBytes: gibibyte, backing: { path: '/'.padEnd(1024, 'x'), format: 'qcow2' } })).toThrow(
      'longer than 1023',
    );
  });
});
