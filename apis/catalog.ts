import { flavorKind } from './compute/flavor.ts';
import { imageKind } from './compute/image.ts';
import { keyPairKind } from './compute/key-pair.ts';
import { quotaKind } from './compute/quota.ts';
import { serverActionKind } from './compute/server-action.ts';
import { serverGroupKind } from './compute/server-group.ts';
import { serverKind } from './compute/server.ts';
import { hostKind } from './infrastructure/host.ts';
import { instanceKind } from './infrastructure/instance.ts';
import { configMapKind, eventKind, leaseKind, namespaceKind, secretKind } from './kubernetes/core.ts';
import type { KindDefinition } from './machinery/kind.ts';

/** Every kind that is served, on one page. */
export const catalog: readonly KindDefinition[] = [
  // For those who use the cloud.
  serverKind,
  serverActionKind,
  flavorKind,
  imageKind,
  keyPairKind,
  serverGroupKind,
  quotaKind,
  // For those who run it.
  hostKind,
  instanceKind,
  // Kubernetes' own.
  namespaceKind,
  secretKind,
  configMapKind,
  eventKind,
  leaseKind,
];
