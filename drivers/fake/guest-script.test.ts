import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DriverError } from '../contract/driver.ts';
import { completeScript, guestScript, scriptedSteps } from './guest-script.ts';

const uneventful = { failures: 0, failureReason: 'Temporary', delaySeconds: 0, hangSeconds: 0 } as const;

describe('guestScript', () => {
  it('is uneventful without a word in the metadata', () => {
    const script = guestScript({ purpose: 'web', 'example.com/start': 'fail 3' });

    for (const step of scriptedSteps) {
      expect(script[step]).toEqual(step === 'start' ? { ...uneventful, end: undefined } : uneventful);
    }
  });

  it('has all steps when an older version wrote down only some', () => {
    const old = { prepare: uneventful, stop: { ...uneventful, delaySeconds: 3 } } as const;

    expect(completeScript(old)).toEqual({ ...guestScript({}), ...old });
  });

  it.each([
    ['fail 3', { failures: 3, failureReason: 'Temporary' }],
    ['fail 1 DiskFull', { failures: 1, failureReason: 'DiskFull' }],
    ['delay 5', { delaySeconds: 5 }],
    ['delay 0.25', { delaySeconds: 0.25 }],
    ['hang 10', { hangSeconds: 10 }],
    ['hang', { hangSeconds: Infinity }],
    ['delay 2, fail 4 HostBroken', { delaySeconds: 2, failures: 4, failureReason: 'HostBroken' }],
    ['  delay   2 ,fail 1 ', { delaySeconds: 2, failures: 1 }],
    ['', {}],
  ])('reads "%s" for any step', (value, expected) => {
    for (const step of scriptedSteps) {
      expect(guestScript({ [`fake.tycho.dev/${step}`]: value })[step]).toMatchObject({ ...uneventful, ...expected });
    }
  });

  it.each([
    [{ 'fake.tycho.dev/start': 'die-after 10' }, { how: 'Crash', afterSeconds: 10 }],
    [{ 'fake.tycho.dev/start': 'delay 1, shutdown-after 2.5' }, { how: 'Shutdown', afterSeconds: 2.5 }],
    [{ 'fake.tycho.dev/lost': 'after 30' }, { how: 'Lose', afterSeconds: 30 }],
  ])('reads how a guest ends from %j', (metadata: Record<string, string>, end) => {
    expect(guestScript(metadata).start.end).toEqual(end);
  });

  it.each([
    ['fake.tycho.dev/start', 'flail 2', 'die-after SECONDS'],
    ['fake.tycho.dev/start', 'fail', 'fail N'],
    ['fake.tycho.dev/start', 'fail many', 'fail N'],
    ['fake.tycho.dev/start', 'fail 1 Tired', 'Temporary|DiskFull'],
    ['fake.tycho.dev/start', 'delay -1', 'delay SECONDS'],
    ['fake.tycho.dev/start', 'delay 1 2', 'delay SECONDS'],
    ['fake.tycho.dev/stop', 'die-after 3', 'hang [SECONDS]'],
    ['fake.tycho.dev/lost', 'delay 3', 'after SECONDS'],
    ['fake.tycho.dev/begin', 'delay 3', 'fake.tycho.dev/prepare'],
  ])('refuses %s: "%s" and says what it may be', (key, value, words) => {
    const parse = (): unknown => guestScript({ [key]: value });

    expect(parse).toThrow(DriverError);
    expect(parse).toThrow(`metadata ${key}: "${value}"`);
    expect(parse).toThrow(words);
  });

  it('either understands a value or says so, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        try {
          guestScript({ 'fake.tycho.dev/start': value });
        } catch (error) {
          expect(error).toMatchObject({ name: 'DriverError', reason: 'Unsupported' });
        }
      }),
    );
  });
});
