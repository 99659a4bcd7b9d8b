import { STATUS_CODES } from 'node:http';
import type { Fault } from './fault.ts';

/** As Keystone says it. */
export function identityFault({ status, message }: Fault): object {
  return { error: { code: status, message, title: STATUS_CODES[status] ?? 'Error' } };
}

/** As Glance says it to those who take JSON. */
export function imageFault({ status, message }: Fault): object {
  const title = STATUS_CODES[status] ?? 'Error';
  return { message, code: `${status} ${title}`, title };
}

/** As Neutron says it, which has a name for each. */
export function networkFault({ status, message, type }: Fault): object {
  if (status === 401) return identityFault({ status, message } as Fault);
  return { NeutronError: { type: type ?? typeByStatus[status] ?? 'InternalServerError', message, detail: '' } };
}

/** As Cinder says it, in Nova's manner. */
export function volumeFault({ status, message }: Fault): object {
  if (status === 401) return identityFault({ status, message } as Fault);
  return { [volumeKeys[status] ?? 'computeFault']: { code: status, message } };
}

const volumeKeys: Readonly<Record<number, string>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
  409: 'conflictingRequest',
  413: 'overLimit',
  429: 'overLimit',
  503: 'serviceUnavailable',
};

const typeByStatus: Readonly<Record<number, string>> = {
  400: 'HTTPBadRequest',
  403: 'PolicyNotAuthorized',
  404: 'HTTPNotFound',
  409: 'Conflict',
  413: 'OverQuota',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
};
