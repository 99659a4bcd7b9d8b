import { defaultQuotaKind } from './compute/default-quota.ts';
import { flavorKind } from './compute/flavor.ts';
import { imageKind } from './compute/image.ts';
import { keyPairKind } from './compute/key-pair.ts';
import { networkKind } from './compute/network.ts';
import { portKind } from './compute/port.ts';
import { quotaKind } from './compute/quota.ts';
import { serverActionKind } from './compute/server-action.ts';
import { serverGroupKind } from './compute/server-group.ts';
import { serverKind } from './compute/server.ts';
import { volumeAttachmentKind } from './compute/volume-attachment.ts';
import { volumeSnapshotKind } from './compute/volume-snapshot.ts';
import { volumeKind } from './compute/volume.ts';
import { zoneKind } from './compute/zone.ts';
import { gitSyncKind } from './gitops/git-sync.ts';
import { aggregateKind } from './infrastructure/aggregate.ts';
import { hostVolumeKind } from './infrastructure/host-volume.ts';
import { hostKind } from './infrastructure/host.ts';
import { instanceKind } from './infrastructure/instance.ts';
import { migrationKind } from './infrastructure/migration.ts';
import { configMapKind, eventKind, leaseKind, namespaceKind, secretKind } from './kubernetes/core.ts';
import { clusterRoleBindingKind, clusterRoleKind, roleBindingKind, roleKind } from './kubernetes/rbac.ts';
import { serviceAccountKind } from './kubernetes/service-account.ts';
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
  networkKind,
  portKind,
  volumeKind,
  volumeAttachmentKind,
  volumeSnapshotKind,
  quotaKind,
  defaultQuotaKind,
  zoneKind,
  gitSyncKind,
  // For those who run it.
  hostKind,
  aggregateKind,
  instanceKind,
  migrationKind,
  hostVolumeKind,
  // Kubernetes' own.
  namespaceKind,
  secretKind,
  serviceAccountKind,
  configMapKind,
  eventKind,
  leaseKind,
  roleKind,
  clusterRoleKind,
  roleBindingKind,
  clusterRoleBindingKind,
];
