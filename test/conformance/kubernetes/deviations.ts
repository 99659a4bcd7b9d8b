/** Commands of the recording whose outcome is another one here, each with the reason. All others must come out the same. */
export interface Deviation {
  readonly number: number;
  readonly reason: string;
  /** The outcome here, which is checked as well. Absent: it is not run, because what it asks for is not there yet. */
  readonly outcome?: string;
  /** Run in its place, so that those after it find the state that they were recorded on. */
  readonly instead?: string;
}

export const deviations: readonly Deviation[] = [
  {
    number: 20,
    reason:
      'The refusal names the object and quotes the start of the patch, where Kubernetes quotes the whole object with its managed fields.',
    outcome: [
      'exit 1',
      '--- stderr',
      String.raw`The Server "a" is invalid: patch: Invalid value: {"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"compute.example.io/v1\",\"kind\":\"Server\",\"metadata\":{\"annotations\":{},\"labels\":{\"tier\":\"web\"},\"name\":\"a\",\"namespace\":\"transcript\"},\"spec…: strict decoding error: unknown field "spec.colour"`,
    ].join('\n'),
  },
  {
    number: 42,
    reason: 'The refusal says which operation could not be done, and why.',
    outcome: ['exit 1', '--- stderr', 'The Server "a" is invalid: patch[0]: Invalid value: "/spec/image": is "alpine" and not "x"'].join(
      '\n',
    ),
  },
];
