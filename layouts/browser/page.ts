/** What the scripts of several pages need: elements by name, loading of data scripts. */

export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element as E;
}

/** An element with its attributes and what is in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...inside: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

/** Puts `inside` in the place of all that an element holds: `replaceChildren`, which browsers before 2020 lack. */
export function fill(element: Element, ...inside: readonly (Node | string)[]): void {
  element.textContent = "";
  element.append(...inside);
}

/** The last of a list: `at(-1)`, which browsers before 2021 lack. */
export const lastOf = <T>(list: readonly T[]): T | undefined => list[list.length - 1];

/** Runs a script of the site; rejects when it is not there. Works from a folder, where nothing can be fetched. */
export function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = make("script", { src: address });
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`not loaded: ${address}`));
    };
    document.head.append(script);
  });
}

/** What data scripts call, by name. */
export const globals = window as unknown as Record<string, unknown>;
