/** The path of a field as people write it, `spec.volumes[0].size`, from a JSON pointer (RFC 6901), as `/spec/volumes/0/size`. */
export function fieldPath(pointer: string): string {
  let path = '';
  for (const step of pointer.split('/').slice(1)) path = joinPath(path, step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return path;
}

/** `path` with one more step: a number is a position in a list, a step with dots or slashes the key of a map. */
export function joinPath(path: string, step: string): string {
  if (/^\d+$/.test(step)) return `${path}[${step}]`;
  if (/[./[\]]/.test(step)) return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}
