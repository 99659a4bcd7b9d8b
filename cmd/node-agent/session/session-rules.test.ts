import { describe, expect, it } from 'vitest';
import type { Desired, Welcome } from '#proto/transport/gateway-message.ts';
import { anInstance, type InstanceOverrides } from '#test/builders/instance.ts';
import { anInstanceRecord } from '#test/builders/instance-record.ts';
import { ProtocolVersionError, sessionRules, StaleDesiredError, StaleSessionError, WrongControlPlaneError } from './session-rules.ts';

const host = { highestSession: 4, controlPlaneUID: 'plane' };

function welcome(overrides: Partial<Welcome> = {}): Welcome {
  return {
    kind: 'Welcome',
    session: 5,
    controlPlaneUID: 'plane',
    protocolVersion: 1,
    pingIntervalSeconds: 10,
    silenceLimitSeconds: 30,
    imageStoreURL: '',
    ...overrides,
  };
}

function desired(overrides: Partial<Desired> = {}, instanceOverrides: InstanceOverrides = {}): Desired {
  const instance = anInstance(instanceOverrides);
  return {
    kind: 'Desired',
    session: 5,
    revision: 100,
    instanceUID: instance.metadata.uid,
    epoch: instance.spec.epoch,
    generation: instance.metadata.generation,
    instanceJSON: Buffer.from(JSON.stringify(instance)),
    tombstone: false,
    userData: new Uint8Array(),
    userDataError: '',
    actionSecret: new Uint8Array(),
    actionSecretError: '',
    ...overrides,
  };
}

describe('a welcome', () => {
  it('is taken when its session is above every one before', () => {
    expect(() => sessionRules.checkWelcome(welcome(), host)).not.toThrow();
  });

  it.each([
    ['the same session again', { session: 4 }, StaleSessionError],
    ['a lower session', { session: 3 }, StaleSessionError],
    ['another control plane', { controlPlaneUID: 'other' }, WrongControlPlaneError],
    ['a version of the wire that is not spoken', { protocolVersion: 2 }, ProtocolVersionError],
    ['no version at all', { protocolVersion: 0 }, ProtocolVersionError],
  ])('is refused for %s', (_what, overrides, error) => {
    expect(() => sessionRules.checkWelcome(welcome(overrides), host)).toThrow(error);
  });

  it('says of a refused session which one is known', () => {
    const refuse = (): void => sessionRules.checkWelcome(welcome({ session: 3 }), host);

    expect(refuse).toThrow(expect.objectContaining({ session: 3, highestSession: 4 }) as Error);
  });
});

describe('a message in a session', () => {
  it('belongs to the session that speaks', () => {
    expect(() => sessionRules.checkSession(5, 5)).not.toThrow();
    expect(() => sessionRules.checkSession(4, 5)).toThrow(StaleSessionError);
    expect(() => sessionRules.checkSession(6, 5)).toThrow(StaleSessionError);
  });
});

describe('what is wanted of an instance', () => {
  it('is taken in with what it says of user data', () => {
    const userData = Buffer.from('#!/bin/sh');

    expect(sessionRules.admitDesired(desired({ userData }), undefined, 0)).toMatchObject({
      instanceUID: 'instance-server-uid-1',
      serverUID: 'server-uid',
      epoch: 1,
      userData: userData.toString('base64'),
      claimed: true,
      tombstone: false,
    });
    expect(sessionRules.admitDesired(desired({ userDataError: 'no secret' }), undefined, 0)).toMatchObject({ userDataError: 'no secret' });
  });

  it('keeps user data that is not sent again', () => {
    const known = anInstanceRecord({ desired: { userData: 'a2VlcA==' } });

    expect(sessionRules.admitDesired(desired({ generation: 2 }), known, 0).userData).toBe('a2VlcA==');
  });

  it('does not go back to an older generation', () => {
    const known = anInstanceRecord({ desired: { generation: 3 } });

    expect(() => sessionRules.admitDesired(desired({ generation: 2 }), known, 0)).toThrow(StaleDesiredError);
    expect(sessionRules.admitDesired(desired({ generation: 3 }), known, 0).generation).toBe(3);
  });

  it('does not take a tombstone back', () => {
    const known = anInstanceRecord({ desired: { tombstone: true } });

    expect(sessionRules.admitDesired(desired({ generation: 9 }), known, 0).tombstone).toBe(true);
  });

  it('takes back an instance that had been without a record', () => {
    const known = anInstanceRecord({ desired: { claimed: false } });

    expect(sessionRules.admitDesired(desired(), known, 500).claimed).toBe(true);
  });

  it('does not change the epoch of an instance', () => {
    const known = anInstanceRecord({ desired: { epoch: 2 } });

    expect(() => sessionRules.admitDesired(desired(), known, 0)).toThrow(StaleDesiredError);
  });

  it('brings nothing back that had been destroyed and forgotten by that revision', () => {
    expect(() => sessionRules.admitDesired(desired(), undefined, 100)).toThrow(StaleDesiredError);
    expect(sessionRules.admitDesired(desired(), undefined, 99).instanceUID).toBe('instance-server-uid-1');
  });

  it('destroys what it does not know, too', () => {
    expect(sessionRules.admitDesired(desired({ tombstone: true }), undefined, 500).tombstone).toBe(true);
  });

  it('is refused when it holds another instance than it says, or none', () => {
    expect(() => sessionRules.admitDesired(desired({ instanceUID: 'other' }), undefined, 0)).toThrow(TypeError);
    expect(() => sessionRules.admitDesired(desired({ epoch: 7 }), undefined, 0)).toThrow(TypeError);
    expect(() => sessionRules.admitDesired(desired({ instanceJSON: Buffer.from('{') }), undefined, 0)).toThrow(SyntaxError);
  });
});
