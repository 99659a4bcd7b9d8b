import { ExpiredError } from '#apis/machinery/errors.ts';
import type { ApiClient } from './api-client.ts';
import { pathOf, type ResourceAddress } from './api-resource.ts';

export interface ListOptions {
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  /** Objects a request; 0 asks for all at once. */
  readonly chunkSize: number;
  readonly accept: string;
  readonly includeObject?: 'Object';
}

interface Page {
  readonly metadata?: { readonly continue?: string };
}

/** All pages of a list. When the server forgot the snapshot that they belong to, the list is read again whole. */
export async function listPages<AnyPage extends Page>(
  client: ApiClient,
  address: ResourceAddress,
  options: ListOptions,
): Promise<readonly AnyPage[]> {
  try {
    return await readPages<AnyPage>(client, address, options);
  } catch (error) {
    if (!(error instanceof ExpiredError)) throw error;
    return readPages<AnyPage>(client, address, { ...options, chunkSize: 0 });
  }
}

async function readPages<AnyPage extends Page>(
  client: ApiClient,
  address: ResourceAddress,
  options: ListOptions,
): Promise<readonly AnyPage[]> {
  const pages: AnyPage[] = [];
  let token: string | undefined;
  do {
    const page: AnyPage = await client.json<AnyPage>({
      path: pathOf(address),
      accept: options.accept,
      query: {
        labelSelector: options.labelSelector,
        fieldSelector: options.fieldSelector,
        includeObject: options.includeObject,
        limit: options.chunkSize > 0 ? String(options.chunkSize) : undefined,
        continue: token,
      },
    });
    pages.push(page);
    token = page.metadata?.continue === '' ? undefined : page.metadata?.continue;
  } while (token !== undefined);
  return pages;
}
