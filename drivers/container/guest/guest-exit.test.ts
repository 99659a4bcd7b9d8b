import { describe, expect, it } from 'vitest';
import { taskEnd, unseenExit } from './guest-exit.ts';

const running = { kind: 'Running', startedAt: '', inRescue: false, ports: [] } as const;
const stopping = { ...running, kind: 'Stopping' } as const;

describe('taskEnd', () => {
  it.each([
    [0, 'GuestShutdown', 'the guest turned itself off'],
    [130, 'GuestShutdown', 'the guest turned itself off'],
    [137, 'Crashed', 'its first process was killed, perhaps because the memory was full'],
    [139, 'Crashed', 'its first process was ended by signal 11'],
    [1, 'Crashed', 'its first process ended with exit code 1'],
    [255, 'Crashed', 'its first process ended with exit code 255'],
  ])('tells how a run ended by the status %i', (status, reason, message) => {
    expect(taskEnd(status, running)).toEqual({ kind: 'Ended', exit: { reason, message } });
  });

  it('knows a guest that wants to start anew, unless it is being stopped', () => {
    expect(taskEnd(129, running)).toEqual({ kind: 'WantsReboot' });
    expect(taskEnd(129, stopping)).toMatchObject({ exit: { reason: 'Stopped' } });
  });

  it('says whether one that was asked to stop did', () => {
    expect(taskEnd(0, stopping)).toMatchObject({ exit: { reason: 'Stopped', message: 'it turned itself off when asked to' } });
    expect(taskEnd(137, stopping)).toMatchObject({ exit: { reason: 'Stopped', message: expect.stringContaining('was ended') as string } });
  });
});

describe('unseenExit', () => {
  it('is that of what the record announced last', () => {
    expect(unseenExit(running)).toMatchObject({ reason: 'Crashed' });
    expect(unseenExit(stopping)).toMatchObject({ reason: 'Stopped' });
    expect(unseenExit({ kind: 'Ended', exit: { reason: 'Stopped', message: '', at: '' } })).toBeUndefined();
    expect(unseenExit(undefined)).toBeUndefined();
  });
});
