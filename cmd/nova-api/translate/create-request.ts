/** The body of `POST /servers` in its newest form, valid by its schema. */
export interface CreateRequest {
  readonly name: string;
  readonly imageRef?: string;
  readonly flavorRef: string | number;
  readonly networks?: 'auto' | 'none' | readonly RequestedNetwork[];
  readonly key_name?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly user_data?: string;
  /** Before 2.57. */
  readonly personality?: readonly { readonly path: string; readonly contents: string }[];
  readonly availability_zone?: string;
  readonly min_count?: number | string;
  readonly max_count?: number | string;
  readonly return_reservation_id?: boolean | string;
  readonly config_drive?: boolean | string;
  readonly description?: string | null;
  readonly security_groups?: readonly { readonly name?: string }[];
  readonly tags?: readonly string[];
  readonly hostname?: string;
  /** For administrators. */
  readonly host?: string;
  readonly hypervisor_hostname?: string;
  readonly accessIPv4?: string;
  readonly accessIPv6?: string;
  readonly adminPass?: string;
  readonly block_device_mapping_v2?: readonly BlockDevice[];
  readonly 'OS-DCF:diskConfig'?: 'AUTO' | 'MANUAL';
  readonly 'os:scheduler_hints'?: SchedulerHints;
}

export interface RequestedNetwork {
  readonly uuid?: string;
  readonly port?: string | null;
  readonly fixed_ip?: string;
  readonly tag?: string;
}

export interface BlockDevice {
  readonly source_type?: string;
  readonly destination_type?: string;
  readonly uuid?: string;
  readonly boot_index?: number | string | null;
  readonly volume_size?: number | string;
  readonly delete_on_termination?: boolean | string;
  readonly tag?: string;
}

export interface SchedulerHints {
  readonly group?: string;
  readonly different_host?: string | readonly string[];
  readonly same_host?: string | readonly string[];
}

/** How many servers a request asks for: at least, and at most. */
export function countsOf({ min_count, max_count }: CreateRequest): { readonly least: number; readonly most: number } {
  const least = Number(min_count ?? 1);
  const most = Number(max_count ?? Math.max(least, 1));
  return { least, most };
}

/** What Nova takes for true (oslo.utils strutils). */
export function isTrue(value: boolean | string | undefined): boolean {
  return value === true || (typeof value === 'string' && ['1', 't', 'true', 'on', 'y', 'yes'].includes(value.toLowerCase()));
}

/** What Nova takes for false (oslo.utils strutils). */
export function isFalse(text: string): boolean {
  return ['0', 'f', 'false', 'off', 'n', 'no'].includes(text.toLowerCase());
}
