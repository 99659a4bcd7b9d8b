import { describe, expect, it } from 'vitest';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { AuditLog, type LineFile } from './audit-log.ts';

/** A file that can be full, or slow. */
class ModelFile implements LineFile {
  text = '';
  isFull = false;
  isClosed = false;
  held: PromiseWithResolvers<void> | undefined;

  async append(text: string): Promise<void> {
    await this.held?.promise;
    if (this.isFull) throw new Error('ENOSPC');
    this.text += text;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

function aWorld() {
  const file = new ModelFile();
  const clock = new VirtualClock();
  const metrics = new PrometheusMetrics({ withProcess: false });
  const faults: string[] = [];
  const logger: Logger = { ...silentLogger, error: (_fields, message) => void faults.push(message) };
  const count = async (name: string): Promise<number> =>
    Number(new RegExp(`^tycho_apiserver_audit_${name}_total (\\d+)`, 'm').exec((await metrics.text()).text)?.[1] ?? 0);
  return { file, clock, faults, count, log: new AuditLog({ file, clock, metrics, logger }) };
}

describe('AuditLog', () => {
  it('writes every line, in order, and all that waits before it closes', async () => {
    const { file, log, count } = aWorld();
    for (let line = 0; line < 100; line += 1) log.write(String(line));

    await log.close();

    expect(file.text).toBe(Array.from({ length: 100 }, (_, line) => `${line}\n`).join(''));
    expect([file.isClosed, await count('events')]).toEqual([true, 100]);
  });

  it('loses lines while the disk is full, counts them, says so once, and goes on by itself', async () => {
    const { file, clock, faults, log, count } = aWorld();
    file.isFull = true;
    for (let round = 0; round < 3; round += 1) {
      log.write(`lost ${round}`);
      await clock.advance(1_000);
    }
    file.isFull = false;
    log.write('kept');
    await clock.advance(1_000);

    expect(file.text).toBe('kept\n');
    expect([await count('dropped'), await count('events'), faults.length]).toEqual([3, 1, 1]);
  });

  it('holds no more than its bounds while the disk is slow', async () => {
    const { file, log, count } = aWorld();
    file.held = Promise.withResolvers();
    for (let line = 0; line < 25_000; line += 1) log.write('x');

    file.held.resolve();
    await log.close();

    expect(await count('dropped')).toBe(25_000 - (await count('events')));
    expect(await count('events')).toBeLessThanOrEqual(20_000);
    expect(await count('events')).toBeGreaterThanOrEqual(10_000);
  });
});
