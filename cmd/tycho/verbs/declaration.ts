import type { Command } from 'commander';
import type { ResourceAddress } from '../api/api-resource.ts';
import { namespaceFor } from '../api/resource-arguments.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { GlobalOptions } from '../global-options.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ObjectFormat } from '../printing/object-printer.ts';
import { parseOutputFormat } from '../printing/output-format.ts';
import type { ApiConnection } from '../session.ts';
import { repeatable } from './repeatable.ts';

/** The options of the verbs that send declared objects, as commander gives them. */
export interface DeclarationOptions {
  readonly filename?: readonly string[];
  readonly dryRun?: string | true;
  readonly validate: string;
  readonly output?: string;
}

/** Those options, understood. */
export interface Declaration {
  readonly isDryRun: boolean;
  /** Sent with each write. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** How to print the result instead of one line about it. */
  readonly format: ObjectFormat | undefined;
}

export function addDeclarationOptions(verb: Command): Command {
  return verb
    .option('-f, --filename <file>', 'a file, a directory, or - for standard input; may be repeated', repeatable)
    .option('--dry-run <where>', '`server`: do everything but keep it')
    .option('--validate <how>', 'what to do about unknown fields: strict, warn or ignore', 'strict')
    .option('-o, --output <format>', 'print the result: json, yaml, name, jsonpath=TEMPLATE');
}

/** Throws a {@link UsageFailure}. */
export function parseDeclarationOptions(options: DeclarationOptions): Declaration {
  if (options.dryRun !== undefined && options.dryRun !== 'server' && options.dryRun !== 'none') {
    throw new UsageFailure(
      `--dry-run ${String(options.dryRun)} is unknown: only the server can tell what would happen, use --dry-run=server`,
    );
  }
  const fieldValidation = { strict: 'Strict', true: 'Strict', warn: 'Warn', ignore: 'Ignore', false: 'Ignore' }[options.validate];
  if (fieldValidation === undefined) throw new UsageFailure(`--validate ${options.validate} is unknown: use strict, warn or ignore`);
  const format = options.output === undefined ? undefined : parseOutputFormat(options.output);
  if (format?.kind === 'Table')
    throw new UsageFailure(`-o ${options.output} is for \`tycho get\`: use json, yaml, name or jsonpath=TEMPLATE`);
  const isDryRun = options.dryRun === 'server';
  return { isDryRun, query: { fieldManager: 'tycho', fieldValidation, dryRun: isDryRun ? 'All' : undefined }, format };
}

/** Where a declared object belongs, and the object with its namespace filled in. Throws a {@link CommandFailure} that names the line. */
export async function locate(
  { object, origin }: Manifest,
  connection: ApiConnection,
  options: GlobalOptions,
): Promise<{ readonly address: ResourceAddress & { readonly name: string }; readonly object: AnyObject }> {
  const at = (field: string): string => `${origin.file}:${origin.lineOf(field)}`;
  const resource = await connection.resources.ofKind(object.apiVersion, object.kind).catch((error: unknown) => {
    throw error instanceof CommandFailure ? new CommandFailure(`${at('kind')}: ${error.message}`, { cause: error }) : error;
  });
  const { name, namespace: stated } = object.metadata;
  if (name === undefined)
    throw new CommandFailure(`${at('metadata')}: metadata.name is missing: an object with generateName is made by \`tycho create\``);
  if (!resource.isNamespaced) {
    if (stated !== undefined)
      throw new CommandFailure(`${at('metadata.namespace')}: a ${object.kind} belongs to no namespace: remove metadata.namespace`);
    return { address: { resource, name }, object };
  }
  if (stated !== undefined && options.namespace !== undefined && stated !== options.namespace) {
    throw new CommandFailure(`${at('metadata.namespace')}: metadata.namespace is "${stated}" and --namespace says "${options.namespace}"`);
  }
  const namespace = stated ?? connection.namespace;
  return {
    address: { resource, name, ...namespaceFor(resource, namespace) },
    object: { ...object, metadata: { ...object.metadata, namespace } },
  };
}
