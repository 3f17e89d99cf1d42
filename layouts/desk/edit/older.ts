/** What browsers gave their scripts after the floor of the editing page (Chromium 86), for our own code and for packages in it. */

/** Gives an object a method that it lacks; what is there stays. */
function give(target: object, name: string, value: (...args: never[]) => unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

type List = ArrayLike<unknown>;

function at(this: List, index: number): unknown {
  return this[index < 0 ? this.length + Math.trunc(index) : Math.trunc(index)];
}
function findLastIndex(this: List, test: (value: unknown, index: number, list: List) => unknown): number {
  for (let i = this.length - 1; i >= 0; i--) if (test(this[i], i, this)) return i;
  return -1;
}
function findLast(this: List, test: (value: unknown, index: number, list: List) => unknown): unknown {
  return this[findLastIndex.call(this, test)];
}

const Typed = Object.getPrototypeOf(Uint8Array) as { readonly prototype: object };
for (const prototype of [Array.prototype, Typed.prototype, String.prototype]) give(prototype, "at", at);
for (const prototype of [Array.prototype, Typed.prototype]) {
  give(prototype, "findLast", findLast);
  give(prototype, "findLastIndex", findLastIndex);
}
give(Array.prototype, "toSorted", function (this: unknown[], compare?: (a: unknown, b: unknown) => number) {
  return [...this].sort(compare);
});
give(Array.prototype, "toReversed", function (this: unknown[]) {
  return [...this].reverse();
});
give(Array.prototype, "toSpliced", function (this: unknown[], ...change: Parameters<unknown[]["splice"]>) {
  const copy = [...this];
  copy.splice(...change);
  return copy;
});
give(Object, "hasOwn", (target: object, key: PropertyKey) => Object.getOwnPropertyDescriptor(target, key) !== undefined);
give(Promise, "withResolvers", () => {
  let settle: { resolve: unknown; reject: unknown } | undefined;
  const promise = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
});
