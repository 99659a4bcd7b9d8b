import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { DesiredObject } from '#proto/transport/gateway-message.ts';
import type { DesiredVolume, JournalEntry, VolumeRecord } from '../journal/journal-state.ts';
import { StaleDesiredError } from './session-rules.ts';

/**
 * What to remember of a message about a volume. `known` is the newest that was said of it before. Throws {@link StaleDesiredError}, and SyntaxError or
 * TypeError for an object that cannot be read.
 *
 * Unlike an instance, a volume that this host does not know is never stale: gateways promise up to which revision they have told everything for instances,
 * and hear of volumes apart from those. So they make sure themselves that what they tell of is not long gone.
 */
export function admitVolume(message: DesiredObject, known: VolumeRecord | undefined): DesiredVolume {
  const object = parseVolume(message);
  const { uid: objectUID, generation, tombstone } = message;
  const before = known?.desired;
  if (before !== undefined && before.generation > generation) {
    throw new StaleDesiredError(`volume ${objectUID} is known at generation ${before.generation}, and was sent at ${generation}`);
  }
  const isTombstone = tombstone || before?.tombstone === true;
  return { objectUID, volumeUID: object.spec.volume.uid, generation, object, tombstone: isTombstone, claimed: true };
}

function parseVolume({ uid, objectJSON }: DesiredObject): HostVolume {
  const object = JSON.parse(Buffer.from(objectJSON).toString('utf8')) as HostVolume;
  if (object.metadata.uid !== uid) throw new TypeError(`the message about volume ${uid} holds another one: ${object.metadata.uid}`);
  return object;
}

/** The control plane has no record of a volume: what was destroyed is forgotten, what is there is left alone from now on. */
export function entryForReleasedVolume({ desired, progress }: VolumeRecord): JournalEntry {
  const { objectUID } = desired;
  return progress.destroyed ? { kind: 'ForgetVolume', objectUID } : { kind: 'VolumeClaimed', objectUID, claimed: false };
}

/** Where else guests of a network are: at most so many hosts. Throws SyntaxError or TypeError for what cannot be read. */
export function readPeers({ uid, objectJSON, released, tombstone }: DesiredObject): JournalEntry {
  const networkUID = uid;
  if (released || tombstone) return { kind: 'NetworkPeers', networkUID, peers: [] };
  const { peers } = JSON.parse(Buffer.from(objectJSON).toString('utf8')) as { readonly peers?: unknown };
  const isList = Array.isArray(peers) && peers.length <= mostPeers && peers.every((peer) => typeof peer === 'string');
  if (!isList) throw new TypeError(`the message about the peers of network ${uid} is no list of at most ${mostPeers} addresses`);
  return { kind: 'NetworkPeers', networkUID, peers };
}

const mostPeers = 4_096;
