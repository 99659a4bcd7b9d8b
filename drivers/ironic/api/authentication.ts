/** How requests to Ironic say who asks. A Keystone token would be one more of these; it is not here yet. */
export interface IronicAuthentication {
  /** Headers for one request. */
  headers(): Promise<Readonly<Record<string, string>>>;
}

/** For an Ironic with `auth_strategy = noauth`. */
export const noAuthentication: IronicAuthentication = { headers: () => Promise.resolve({}) };

/** For an Ironic with `auth_strategy = http_basic`. */
export function basicAuthentication({ user, password }: { readonly user: string; readonly password: string }): IronicAuthentication {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return { headers: () => Promise.resolve({ authorization }) };
}
