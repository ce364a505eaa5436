/** Milliseconds of processor that this process has used: unlike the clock, they don't run while others have the machine. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
