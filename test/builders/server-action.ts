import { serverActionKind, type ServerAction, type ServerActionSpec, type ServerActionStatus } from '#apis/compute/server-action.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMeta } from '#apis/machinery/object-meta.ts';

export interface ServerActionOverrides {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec?: Partial<ServerActionSpec>;
  readonly status?: ServerActionStatus;
}

/** A soft reboot of the server `web`, not begun; its uid follows from its name. */
export function aServerAction({ metadata, spec, status }: ServerActionOverrides = {}): ServerAction {
  const name = metadata?.name ?? 'reboot';
  return {
    apiVersion: apiVersionOf(serverActionKind),
    kind: serverActionKind.kind,
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-of-${name}`,
      resourceVersion: '95',
      generation: 1,
      creationTimestamp: '2026-06-01T12:00:00Z',
      ...metadata,
    },
    spec: { server: 'web', type: 'Reboot', reboot: { mode: 'Soft' }, ...spec },
    ...(status === undefined ? {} : { status }),
  };
}
