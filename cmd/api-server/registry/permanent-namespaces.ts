import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import type { Registry } from './registry.ts';

/** Namespaces that are always there: where kubectl looks by default, what all may read, and what the control plane keeps for itself. */
export const permanentNamespaces: readonly string[] = ['default', 'public', 'tycho-system'];

/** Makes those that are missing. Several api-servers may do so at once. */
export async function ensureNamespaces(registry: Pick<Registry, 'create'>): Promise<void> {
  for (const name of permanentNamespaces) {
    const body = { apiVersion: apiVersionOf(namespaceKind), kind: namespaceKind.kind, metadata: { name } };
    try {
      await registry.create(namespaceKind, undefined, body, {
        dryRun: false,
        fieldValidation: 'Strict',
        fieldManager: 'tycho-api-server',
        user: 'system:apiserver',
      });
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
    }
  }
}
