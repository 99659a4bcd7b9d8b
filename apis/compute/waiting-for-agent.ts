/**
 * How a server that was just placed is not Ready: the words of the condition. The placement itself says so, so that nothing has to be written again
 * while the agent takes the server up.
 */
export const waitingForAgent = {
  reason: 'WaitingForAgent',
  message: 'waits for the agent of its host to take up what is declared',
} as const;
