import { once } from 'node:events';
import { expect, it } from 'vitest';
import { DriverError } from '#drivers/contract/driver.ts';
import { eventually } from '#test/harness/eventually.ts';
import { announces, type SuiteContext } from './suite-context.ts';

export function describeConsoles({ driver, world, started }: SuiteContext): void {
  it('takes what is typed and shows what comes of it', async () => {
    const { consoles } = driver().abilities;
    if (!(await announces(driver(), 'console-serial', consoles))) return;
    const { typed, shown } = world().dialogue ?? { typed: '\necho $((6 * 7))0\n', shown: '420' };
    const { mark } = await started();
    await world().isUp?.(driver(), mark);
    const stream = await consoles?.openConsole(mark, 'Serial');
    let seen = '';
    stream?.on('data', (bytes: Buffer) => (seen += bytes.toString()));

    // A shell that starts throws away what was typed before it was ready: so it is typed until it is heard.
    await eventually(
      async () => {
        stream?.write(typed);
        await eventually(() => Promise.resolve(expect(seen).toContain(shown)), { withinMilliseconds: 1_000 });
      },
      { withinMilliseconds: world().endWithinMilliseconds },
    );

    stream?.destroy();
  });

  it('opens none of a guest that does not run', async () => {
    const { consoles } = driver().abilities;
    if (!(await announces(driver(), 'console-serial', consoles))) return;

    await expect(consoles?.openConsole(world().guest().mark, 'Serial')).rejects.toBeInstanceOf(DriverError);
  });

  it('shows a screen by the RFB protocol', async () => {
    const { consoles } = driver().abilities;
    const { capabilities } = await driver().describe();
    if (!capabilities.includes('console-graphical')) return;
    const { mark } = await started();

    const screen = await consoles?.openConsole(mark, 'Graphical');
    const [greeting] = screen === undefined ? [] : ((await once(screen, 'data')) as [Buffer]);
    screen?.destroy();

    expect(greeting?.toString()).toMatch(/^RFB 003\.\d{3}\n/);
  });
}
