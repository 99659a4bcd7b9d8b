import { describe, expect, it } from 'vitest';
import { systemHostFacts } from './host-facts.ts';

describe('systemHostFacts', () => {
  it('knows what this host has', () => {
    expect(systemHostFacts.vcpus).toBeGreaterThan(0);
    expect(systemHostFacts.memoryMiB).toBeGreaterThan(0);
    expect(systemHostFacts.architecture).not.toBe('');
    expect(systemHostFacts.userID).toBe(process.getuid?.());
  });

  it('measures the file system below a path, of which no more can be free than there is', async () => {
    const { totalBytes, availableBytes } = await systemHostFacts.diskSpace('/');

    expect(totalBytes).toBeGreaterThan(0);
    expect(availableBytes).toBeLessThanOrEqual(totalBytes);
  });

  it('fails for a path that is not there', async () => {
    await expect(systemHostFacts.diskSpace('/no/such/path')).rejects.toThrow(/ENOENT/);
  });
});
