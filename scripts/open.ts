/** Opens an address in the default browser, with what the system brings. */
import { spawn } from "node:child_process";

/** The system's own opener; undefined where nobody would see the window. */
export function openerOf(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [string, ...(readonly string[])] | undefined {
  if (env.CI) return undefined;
  if (platform === "win32") return ["cmd", "/c", "start", ""];
  if (platform === "darwin") return ["open"];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ["xdg-open"] : undefined;
}

/** Whether it opened or not, the program goes on. */
export function openInBrowser(address: string, opener = openerOf(process.platform, process.env)): void {
  if (!opener) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, address], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
