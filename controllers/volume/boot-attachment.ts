import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { volumeAttachmentKind, type VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { Observer } from './observe.ts';

export interface BootAttachmentOptions {
  readonly observer: Observer;
  readonly servers: Informer<Server>;
  readonly attachments: ResourceClient<VolumeAttachment>;
  readonly attachmentInformer: Informer<VolumeAttachment>;
}

/** The volume that a server boots from is attached like any other: by an attachment that is made for the server and goes with it. */
export class BootAttachmentReconciler implements Reconciler {
  readonly #options: BootAttachmentOptions;

  constructor(options: BootAttachmentOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { observer, servers, attachments, attachmentInformer } = this.#options;
    const server = servers.get(key);
    const volume = server?.spec.bootVolume;
    if (server === undefined || volume === undefined || server.metadata.deletionTimestamp !== undefined) return {};
    const existing = observer.attachmentsOf(server);
    if (existing.some(({ spec, metadata }) => spec.volume === volume && metadata.deletionTimestamp === undefined)) return {};
    const name = nameUnlike(
      existing.map(({ metadata }) => metadata.name),
      `${server.metadata.name}-boot`,
    );
    try {
      attachmentInformer.absorb(await attachments.create(attachmentFor(server, { name, volume })));
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
      // Ours of a moment ago, or somebody else's with another server: what is there is seen, and the next name tried.
      const taken = await attachments.get({ namespace: server.metadata.namespace!, name });
      attachmentInformer.absorb(taken);
      if (taken.spec.server !== server.metadata.name) {
        const other = `${server.metadata.name}-boot-${server.metadata.uid.slice(0, 8)}`;
        attachmentInformer.absorb(await attachments.create(attachmentFor(server, { name: other, volume })));
      }
    }
    return {};
  }
}

function nameUnlike(taken: readonly string[], base: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

function attachmentFor(
  { metadata }: Server,
  { name, volume }: { readonly name: string; readonly volume: string },
): Parameters<ResourceClient<VolumeAttachment>['create']>[0] {
  const owner = { apiVersion: apiVersionOf(serverKind), kind: serverKind.kind, name: metadata.name, uid: metadata.uid };
  return {
    apiVersion: apiVersionOf(volumeAttachmentKind),
    kind: volumeAttachmentKind.kind,
    metadata: { namespace: metadata.namespace!, name, ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }] },
    spec: { server: metadata.name, volume },
  };
}
