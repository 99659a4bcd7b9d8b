import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { migrationKind, type Migration, type MigrationSpec, type MigrationStatus } from '#apis/infrastructure/migration.ts';
import { AlreadyExistsError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import { StatusWriter } from '../runtime/status-writer.ts';

/** Writes the records of servers' moves. */
export class MigrationWriter {
  readonly #client: ResourceClient<Migration>;
  readonly #informer: Informer<Migration>;
  readonly #statuses: StatusWriter<Migration>;
  readonly #logger: Logger;

  constructor({ client, informer, logger }: { client: ResourceClient<Migration>; informer: Informer<Migration>; logger: Logger }) {
    this.#client = client;
    this.#informer = informer;
    this.#statuses = new StatusWriter({ client, informer });
    this.#logger = logger;
  }

  /** One that is there already is success: another look has made it. */
  async create({ name, namespace, spec }: { name: string; namespace: string; spec: MigrationSpec }): Promise<void> {
    const draft = { apiVersion: apiVersionOf(migrationKind), kind: migrationKind.kind, metadata: { name, namespace }, spec };
    try {
      this.#informer.absorb(await this.#client.create(draft));
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
      this.#informer.absorb(await this.#client.get({ namespace, name }));
      return;
    }
    const { type, server, source, newFlavor } = spec;
    this.#logger.info({ migration: `${namespace}/${name}`, type, server: server.name, from: source.host, newFlavor }, 'move recorded');
  }

  /** One that somebody has deleted needs no report. Throws ConflictError if it has changed since it was looked at. */
  async report(migration: Migration, status: MigrationStatus): Promise<void> {
    try {
      await this.#statuses.write(migration, status);
    } catch (error) {
      if (error instanceof NotFoundError) return;
      throw error;
    }
    this.#logger.info({ migration: formatKey(keyOf(migration)), phase: status.phase, to: status.destination?.host }, 'move progressed');
  }
}
