import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { anInProcessApi } from '#test/builders/request-chain.ts';

describe('health', () => {
  it('is one word, or a line for each check', async () => {
    const api = await anInProcessApi({ healthChecks: [{ name: 'storage', check: async () => {} }] });

    expect((await api.call('GET', '/readyz')).text).toBe('ok');
    expect((await api.call('GET', '/readyz?verbose')).text).toBe('[+]ping ok\n[+]storage ok\nreadyz check passed\n');
  });

  it('names the check that failed to everybody, and why only to the log', async () => {
    const logged: unknown[] = [];
    const logger = { ...silentLogger, warn: (fields: object) => logged.push(fields) };
    const api = await anInProcessApi({
      logger,
      healthChecks: [{ name: 'storage', check: () => Promise.reject(new Error('disk /dev/x is full')) }],
    });

    const answer = await api.call('GET', '/healthz', { as: 'Nobody' });

    expect([answer.status, answer.text]).toEqual([500, '[+]ping ok\n[-]storage failed: reason withheld\nhealthz check failed\n']);
    expect(logged).toEqual([{ check: 'storage', error: expect.any(Error) }]);
    expect((await api.call('GET', '/livez')).status).toBe(200);
  });

  it('is bad when a check does not come to an end', async () => {
    const api = await anInProcessApi({ healthChecks: [{ name: 'cache', check: () => new Promise(() => {}) }] });

    const answer = api.call('GET', '/readyz');
    await api.registry.clock.advance(5000);

    expect((await answer).status).toBe(500);
  });
});
