import { afterEach, describe, expect, it } from 'vitest';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

async function anOldAction(retentionSeconds: number): Promise<void> {
  life = await LifeWorld.start(undefined, { actionRetentionSeconds: retentionSeconds });
  await life.create();
  await life.act('Reboot');
}

describe('what was done to a server', () => {
  it('stays on record for as long as the operator says, whether the server is there or not', async () => {
    await anOldAction(3_600);
    await life.delete();
    await life.pass(3_500);
    expect(await life.action('reboot')).toMatchObject({ phase: 'Succeeded' });

    await life.pass(120);
    await expect(life.action('reboot')).rejects.toThrow(NotFoundError);
  });

  it('stays for ever if the operator says so', async () => {
    await anOldAction(0);
    await life.pass(7_200);

    expect(await life.action('reboot')).toMatchObject({ phase: 'Succeeded' });
  });
});
