import { describe, expect, it } from 'vitest';
import { DriverError } from '#drivers/contract/driver.ts';
import { asDriverErrors } from './driver-failure.ts';
import { QMPClosedError, QMPCommandError, QMPProtocolError, QMPTimeoutError } from './qmp/qmp-error.ts';

async function failing(error: Error): Promise<unknown> {
  try {
    return await asDriverErrors('start guest 7', () => Promise.reject(error));
  } catch (caught) {
    return caught;
  }
}

const systemError = (code: string): Error => Object.assign(new Error(`${code}: it did not work`), { code });

describe('asDriverErrors', () => {
  it('hands through what succeeds', async () => {
    expect(await asDriverErrors('start guest 7', () => Promise.resolve('started'))).toBe('started');
  });

  it('leaves an error of the driver as it is', async () => {
    const error = new DriverError('InvalidImage', 'not a disk');

    expect(await failing(error)).toBe(error);
  });

  it.each([
    ['ENOSPC', 'DiskFull'],
    ['EDQUOT', 'DiskFull'],
    ['EACCES', 'HostBroken'],
    ['EPERM', 'HostBroken'],
    ['EROFS', 'HostBroken'],
    ['EIO', 'HostBroken'],
    ['EAGAIN', 'Temporary'],
    ['ENOENT', 'Temporary'],
  ])('sorts %s by what the agent can do about it: %s', async (code, reason) => {
    expect(await failing(systemError(code))).toMatchObject({ name: 'DriverError', reason });
  });

  it.each([
    new QMPCommandError('cont', 'GenericError', 'not now'),
    new QMPTimeoutError('query-status', 5_000),
    new QMPClosedError('the connection ended'),
    new QMPProtocolError('this is no QEMU'),
  ])('takes trouble with a monitor for something that passes: $name', async (error) => {
    expect(await failing(error)).toMatchObject({ reason: 'Temporary' });
  });

  it('says what was attempted, on what, and what it met', async () => {
    const cause = systemError('ENOSPC');

    expect(await failing(cause)).toMatchObject({ message: 'start guest 7: ENOSPC: it did not work', cause });
  });
});

describe('errors of the monitor', () => {
  it('carry what QEMU said', () => {
    const error = new QMPCommandError('device_del', 'DeviceNotFound', "Device 'disk7' not found");

    expect(error).toMatchObject({ name: 'QMPCommandError', command: 'device_del', errorClass: 'DeviceNotFound' });
    expect(error.message).toBe("QEMU refused device_del: Device 'disk7' not found (DeviceNotFound)");
  });

  it('say how long was waited', () => {
    expect(new QMPTimeoutError('the greeting', 250).message).toBe('QEMU did not answer the greeting within 250 ms');
  });
});
