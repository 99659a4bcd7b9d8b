/** The words that Kubernetes allows as keys and values of labels, and where else it uses the same rules. */

/** `NAME` or `PREFIX/NAME`: what labels, annotations and finalizers are called. The prefix is a DNS subdomain. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  return labelName.test(key.slice(slash + 1)) && (prefix === undefined || isSubdomain(prefix));
}

/** At most 63 characters; letters and digits at both ends, also `-`, `_` and `.` inside; may be empty. */
export function isLabelValue(value: string): boolean {
  return value === '' || labelName.test(value);
}

/** RFC 1123: lower-case labels joined by dots, at most 253 characters. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && subdomain.test(text);
}

/** RFC 1123: at most 63 lower-case letters, digits and inner hyphens. */
export function isLabel(text: string): boolean {
  return hostLabel.test(text);
}

const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const hostLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
