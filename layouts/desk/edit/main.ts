/** 填报页: one script, which is the page in a window and the check in a worker. */
import "./older.ts";
import { type Asked, answer } from "./engine.ts";
import { startPage } from "./page.ts";

if (typeof document === "undefined") serve();
else startPage();

/** Questions one after the other; of several checks that wait only the last is worth making. */
function serve(): void {
  const scope = self as unknown as { onmessage: (event: MessageEvent<Asked>) => void; postMessage(message: unknown): void };
  const waiting: Asked[] = [];
  let busy = false;
  const next = async (): Promise<void> => {
    const asked = waiting.shift();
    if (!asked || busy) return;
    busy = true;
    // A later check makes this one needless; what changed is put into the folder all the same.
    const stale = asked.check !== undefined && waiting.some((w) => w.check !== undefined);
    const { check: _check, preview: _preview, ...rest } = asked;
    try {
      await answer(
        stale ? rest : asked,
        (a) => scope.postMessage(a),
        () => !waiting.some((w) => w.check !== undefined),
      );
    } catch (error) {
      scope.postMessage({ number: asked.number, failed: String((error as Error).stack ?? error) });
    }
    busy = false;
    void next();
  };
  scope.onmessage = ({ data }) => {
    waiting.push(data);
    void next();
  };
}
