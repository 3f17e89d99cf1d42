/** On the hall's screen nobody logs out: when it has not been touched for a minute, it belongs to the next person. */

/** Seconds without a touch, and how many of them are counted aloud at the end. */
const IDLE = 60;
// WCAG 2.2.1: a reader is warned at least twenty seconds before.
const WARNING = 20;

const TOUCHES = ["pointerdown", "pointermove", "touchmove", "wheel", "scroll", "keydown", "input"] as const;

/** `onWarn` hears the seconds that are left, and 0 when somebody is there again; `onIdle` that nobody is. */
export function watchIdle(onWarn: (left: number) => void, onIdle: () => void): void {
  let last = performance.now();
  let warned = false;
  const touched = (): void => {
    last = performance.now();
    if (warned) onWarn(0);
    warned = false;
  };
  for (const touch of TOUCHES) {
    addEventListener(
      touch,
      (event) => {
        // A mouse that lies still is told of when the page moves under it.
        if (event instanceof PointerEvent && event.type === "pointermove" && event.movementX === 0 && event.movementY === 0) return;
        touched();
      },
      { capture: true, passive: true },
    );
  }
  setInterval(() => {
    const left = IDLE - (performance.now() - last) / 1000;
    if (left <= 0) {
      touched();
      onIdle();
    } else if (left <= WARNING) {
      warned = true;
      onWarn(Math.ceil(left));
    }
  }, 500);
}

export const countdownWords = (left: number): string => `${left} 秒后回到开始，点一下屏幕继续`;

/** A long press and other buttons open windows from which there is no way back. */
export function keepInside(): void {
  addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("auxclick", (event) => event.preventDefault());
}
