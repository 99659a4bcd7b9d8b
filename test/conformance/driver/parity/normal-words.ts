/** Words with everything taken out that differs from run to run or from host to host, and is no behaviour. */
export function normalWords(text: string): string {
  return replacements.reduce((words, [pattern, name]) => words.replaceAll(pattern, name), text);
}

const replacements: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME'],
  [/[0-9a-f]{64}/g, 'SHA256'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID'],
  [/(?:[0-9a-f]{2}:){5}[0-9a-f]{2}/g, 'MAC'],
  [/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, 'ADDRESS'],
  [/(https?|file):\/\/[^\s"]+/g, 'URL'],
  [/(-disk-\d+)-[0-9a-f]{8}\b/g, '$1-UID'],
  [/-[a-z0-9]{5}\b(?=" to end)/g, '-NAME'],
];
