import { describe, expect, it } from 'vitest';
import type { DesiredObject } from '#proto/transport/gateway-message.ts';
import { aHostVolume } from '#test/builders/volume.ts';
import { noVolumeProgress, type VolumeRecord } from '../journal/journal-state.ts';
import { admitVolume, entryForReleasedVolume, readPeers } from './host-object-rules.ts';
import { StaleDesiredError } from './session-rules.ts';

function message(overrides: Partial<DesiredObject> = {}): DesiredObject {
  const objectJSON = Buffer.from(JSON.stringify(aHostVolume({ metadata: { uid: 'object', generation: overrides.generation ?? 1 } })));
  const base = { kind: 'DesiredObject', session: 1, revision: 1_000, type: 'HostVolume', uid: 'object', generation: 1 } as const;
  return { ...base, objectJSON, tombstone: false, released: false, ...overrides };
}

function known(overrides: Partial<DesiredObject> = {}): VolumeRecord {
  return { desired: admitVolume(message(overrides), undefined), progress: noVolumeProgress };
}

describe('a message about a volume', () => {
  it('is heard however old the volume is, since gateways hear of volumes apart from instances', () => {
    expect(admitVolume(message(), undefined)).toMatchObject({
      objectUID: 'object',
      volumeUID: 'data-uid',
      tombstone: false,
      claimed: true,
    });
  });

  it('is stale when a newer generation is known', () => {
    expect(() => admitVolume(message({ generation: 1 }), known({ generation: 2 }))).toThrow(StaleDesiredError);
  });

  it('takes no tombstone back', () => {
    expect(admitVolume(message({ generation: 2 }), known({ tombstone: true }))).toMatchObject({ tombstone: true });
  });

  it('about another volume than it says is not read', () => {
    expect(() => admitVolume(message({ uid: 'other' }), undefined)).toThrow(TypeError);
  });
});

describe('the end of a volume’s record', () => {
  it('lets the host forget what was destroyed, and leave alone what is there', () => {
    expect(entryForReleasedVolume({ ...known(), progress: { ...noVolumeProgress, destroyed: true } })).toEqual({
      kind: 'ForgetVolume',
      objectUID: 'object',
    });
    expect(entryForReleasedVolume(known())).toEqual({ kind: 'VolumeClaimed', objectUID: 'object', claimed: false });
  });
});

describe('a message about who else is in a network', () => {
  const about = (content: unknown, overrides: Partial<DesiredObject> = {}): DesiredObject =>
    message({ type: 'NetworkPeers', uid: 'red', objectJSON: Buffer.from(JSON.stringify(content)), ...overrides });

  it('is a list of addresses; nobody when the network is not here any more', () => {
    expect(readPeers(about({ peers: ['192.0.2.1'] }))).toEqual({ kind: 'NetworkPeers', networkUID: 'red', peers: ['192.0.2.1'] });
    expect(readPeers(about({}, { released: true, objectJSON: new Uint8Array() }))).toMatchObject({ peers: [] });
  });

  it.each([[{}], [{ peers: 'all' }], [{ peers: [1] }], [{ peers: Array.from({ length: 4_097 }, () => '192.0.2.1') }]])(
    'is not read when it is none: %#',
    (content) => {
      expect(() => readPeers(about(content))).toThrow(TypeError);
    },
  );
});
