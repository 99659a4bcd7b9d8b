import type { Image } from '#apis/compute/image.ts';
import type { ServerAction, ServerActionStatus } from '#apis/compute/server-action.ts';
import type { Server, ServerStatus } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Migration, MigrationSpec, MigrationStatus } from '#apis/infrastructure/migration.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { DiskImage } from './saved-disk.ts';
import type { MoveWish, Wish } from './wish.ts';

/** One thing for the server loop to do, specific enough to be carried out without another thought. */
export type ServerStep =
  /** Retire an incarnation. Its agent destroys what it had and releases the record. */
  | {
      readonly kind: 'DeleteInstance';
      readonly instance: Instance;
      readonly because: 'ServerDeleted' | 'Lost' | 'Left' | 'Reverted' | 'GivenUp';
    }
  /** Hand the server's wish down. */
  | { readonly kind: 'SetWish'; readonly instance: Instance; readonly wish: Partial<Wish> & MoveWish }
  /** Write down in the server's status what must outlive an incarnation. */
  | { readonly kind: 'NoteStatus'; readonly server: Server; readonly status: ServerStatus }
  /** Make an Image of a disk that is in the image store. */
  | { readonly kind: 'MakeImage'; readonly image: DiskImage }
  /** Give the Image that waits for it the disk that an action saved; the action fails if it does not wait any more. */
  | {
      readonly kind: 'FillImage';
      readonly image: DiskImage;
      readonly server: Server;
      readonly action: ServerAction;
      readonly decidedAt: Date;
    }
  /** The disk that the Image of an action waits for will not come. */
  | { readonly kind: 'GiveUpImage'; readonly action: ServerAction }
  /** No host, and nobody who may want to go back, needs this disk any more: if the server is still as it was when that was decided. */
  | { readonly kind: 'DeleteSavedDisk'; readonly server: Server; readonly image: Image }
  /** Newer backups of its series have taken its place. */
  | { readonly kind: 'DeleteBackup'; readonly image: Image }
  /** Take the deletion back; the action that asked for it fails if a quota says no. */
  | { readonly kind: 'RestoreServer'; readonly server: Server; readonly action: ServerAction; readonly decidedAt: Date }
  /** Write down how the server came to be and that it goes, where nobody has. */
  | { readonly kind: 'RecordEnd'; readonly server: Server }
  /** Nothing is left that the Server had to wait for. */
  | { readonly kind: 'ReleaseServer'; readonly server: Server }
  /** Write down that a move has begun. */
  | { readonly kind: 'CreateMigration'; readonly name: string; readonly namespace: string; readonly spec: MigrationSpec }
  /** Write down how far it is. */
  | { readonly kind: 'ReportMigration'; readonly migration: Migration; readonly status: MigrationStatus }
  /** Write down how far an action is. */
  | { readonly kind: 'ReportAction'; readonly action: ServerAction; readonly status: ServerActionStatus };

/** Writes this down in the status, if it is not so already. */
export function note(server: Server, facts: NotedFacts): ServerStep | undefined {
  const status = { ...server.status, ...facts } as ServerStatus;
  return samePlain(server.status ?? {}, status) ? undefined : { kind: 'NoteStatus', server, status };
}

type NotedFacts = {
  readonly [Name in 'savedImage' | 'resize' | 'move' | 'instance' | 'hostID' | 'zone' | 'conditions']?: ServerStatus[Name] | undefined;
};
