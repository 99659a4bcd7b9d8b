import type { RequestOptions } from 'node:https';
import { KubeconfigError, type Connection } from '#cmd/bootstrap/kubeconfig.ts';
import type { Access } from './access.ts';

/**
 * Credentials that a command (`exec`) or an identity provider (OIDC) gives out. The library that knows how to ask them is large, so only this file
 * loads it, and only for such users. Throws {@link KubeconfigError} when it gets none.
 */
export async function pluginAccess(connection: Connection, files: readonly string[]): Promise<Access> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  try {
    const kubeconfig = new KubeConfig();
    for (const file of files) kubeconfig.mergeConfig(loaded(new KubeConfig(), file), true);
    kubeconfig.setCurrentContext(connection.contextName);
    const options: RequestOptions = {};
    await kubeconfig.applyToHTTPSOptions(options);
    return {
      headers: {
        ...(options.auth ? { authorization: `Basic ${Buffer.from(options.auth).toString('base64')}` } : {}),
        ...lowerCase((options.headers ?? {}) as Readonly<Record<string, string>>),
      },
      certificate: { ...(options.cert ? { cert: asText(options.cert) } : {}), ...(options.key ? { key: asText(options.key) } : {}) },
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KubeconfigError(`the credentials of user "${connection.userName}" (${files.join(', ')}) could not be had: ${reason}`, {
      cause,
    });
  }
}

function loaded<Config extends { loadFromFile(file: string): void }>(config: Config, file: string): Config {
  config.loadFromFile(file);
  return config;
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function asText(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
}
