/** What the operating system reports about a browser's processes. Linux only. */
import { readdir, readFile } from 'node:fs/promises';

interface Process {
  pid: number;
  parent: number;
  command: string;
}

async function allProcesses(): Promise<Process[]> {
  const found: Process[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      found.push({
        pid: Number(pid),
        parent,
        command: (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' '),
      });
    } catch {
      // The process has ended.
    }
  }
  return found;
}

/** The browser's process and all its descendants. */
export async function processesOf(browserPid: number): Promise<Process[]> {
  const processes = await allProcesses();
  const ours = new Set([browserPid]);
  for (let size = 0; size < ours.size; ) {
    size = ours.size;
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  return processes.filter(({ pid }) => ours.has(pid));
}

/** Whether the process runs extension pages and workers. */
export const isExtensionProcess = ({ command }: Process): boolean =>
  command.includes('--extension-process');

/** Memory in MB, with shared pages counted once over all processes (proportional set size). */
export async function memoryMb(processes: readonly Process[]): Promise<number> {
  let total = 0;
  for (const { pid } of processes) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    total += Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0);
  }
  return total / 1024;
}

/** CPU time of the processes so far, ms, in steps of the system clock (10 ms). */
export async function cpuMs(processes: readonly Process[]): Promise<number> {
  let ticks = 0;
  for (const { pid } of processes) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime and stime, fields 14 and 15 of proc(5).
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks * 10;
}
