/** Both ways out, for a person who has looked. ID is a whole key: messages never hold one. */
export function resolveCommands(address: string): string {
  return `\n  it is there:  clnform state resolve ${address} --adopt ID\n  it is not:    clnform state resolve ${address} --none`;
}
