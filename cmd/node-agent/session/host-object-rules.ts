import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { DesiredObject } from '#proto/transport/gateway-message.ts';
import type { DesiredVolume, JournalEntry, VolumeRecord } from '../journal/journal-state.ts';
import { StaleDesiredError } from './session-rules.ts';

/** What an agent knows when it hears of a volume: the newest that was said of it, and up to which revision everything is known. */
export interface KnownVolume {
  readonly record: VolumeRecord | undefined;
  readonly revision: number;
}

/**
 * What to remember of a message about a volume. Throws {@link StaleDesiredError}, and SyntaxError or TypeError for an object that cannot be read.
 */
export function admitVolume(message: DesiredObject, known: KnownVolume): DesiredVolume {
  const object = parseVolume(message);
  const { uid: objectUID, generation, tombstone } = message;
  const revision = Number(object.metadata.resourceVersion);
  // As with instances: it was destroyed and forgotten, and whoever sends it looks at an old world.
  if (known.record === undefined && !tombstone && revision <= known.revision) {
    throw new StaleDesiredError(
      `volume ${objectUID} was sent as of revision ${revision}, and this host knows up to ${known.revision} without it`,
    );
  }
  const before = known.record?.desired;
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
