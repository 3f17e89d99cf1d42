/** Registration only: joins each kind of page to its layout, and hands both to Eleventy as data. */
import { articleLayout } from "../layouts/article.ts";
import { catalogueIndexLayout, catalogueLayout } from "../layouts/catalogue.ts";
import { changesLayout, redirectLayout } from "../layouts/changes.ts";
import { compareIndexLayout, compareLayout } from "../layouts/compare.ts";
import { concernIndexLayout, concernLayout } from "../layouts/concern.ts";
import { dataLayout } from "../layouts/data.ts";
import { embedLayout } from "../layouts/embed.ts";
import { facetIndexLayout, facetLayout } from "../layouts/facet.ts";
import { homeLayout } from "../layouts/home.ts";
import { hubLayout } from "../layouts/hub.ts";
import { itemLayout } from "../layouts/item.ts";
import { kioskLayout } from "../layouts/kiosk.ts";
import { listLayout } from "../layouts/list.ts";
import { mapLayout } from "../layouts/map.ts";
import { notFoundLayout } from "../layouts/not-found.ts";
import { offlineLayout } from "../layouts/offline.ts";
import { reportIndexLayout, reportLayout } from "../layouts/report.ts";
import { searchLayout } from "../layouts/search.ts";
import { standingLayout } from "../layouts/standing.ts";
import { figuresLayout, statisticsLayout } from "../layouts/statistics.ts";
import type { Page, Pages, Shell } from "./pages.ts";

type Layout<T> = (page: Page<T>, shell: Shell) => string;

/** One layout a kind of page. */
export const layouts: { readonly [K in keyof Pages]: Pages[K] extends readonly Page<infer T>[] ? Layout<T> : never } = {
  home: homeLayout,
  hub: hubLayout,
  item: itemLayout,
  article: articleLayout,
  list: listLayout,
  facet: facetLayout,
  facetIndex: facetIndexLayout,
  concern: concernLayout,
  concernIndex: concernIndexLayout,
  catalogue: catalogueLayout,
  catalogueIndex: catalogueIndexLayout,
  figures: figuresLayout,
  statistics: statisticsLayout,
  compare: compareLayout,
  compareIndex: compareIndexLayout,
  report: reportLayout,
  reportIndex: reportIndexLayout,
  standing: standingLayout,
  search: searchLayout,
  kiosk: kioskLayout,
  embed: embedLayout,
  changes: changesLayout,
  map: mapLayout,
  data: dataLayout,
  redirect: redirectLayout,
  offline: offlineLayout,
  notFound: notFoundLayout,
};

/** The few calls of Eleventy's configuration that we make. */
export interface EleventyConfig {
  addCollection(name: string, collect: () => readonly unknown[]): void;
  addTemplate(path: string, template: object): void;
  setTemplateFormats(formats: readonly string[]): void;
  setUseGitIgnore(on: boolean): void;
  setFreezeReservedData(on: boolean): void;
}

/** Everything that goes out. */
export interface Outgoing {
  readonly pages: Pages;
  readonly shell: Shell;
  /** Called for each page as it is printed. */
  readonly onPage: () => void;
}

interface Cascade<T> {
  readonly view: T;
}

/**
 * Records reach Eleventy as collections of class instances, paginated one a page by virtual templates: nothing in
 * `content/` is ever a template, and no data is copied.
 */
export function configure(config: EleventyConfig, { pages, shell, onPage }: Outgoing): void {
  config.setUseGitIgnore(false);
  // Our views carry no reserved names; freezing them a page costs time.
  config.setFreezeReservedData(false);
  config.setTemplateFormats(["11ty.js"]);
  const register = <T>(name: string, list: readonly T[], pathOf: (view: T) => string, render: (view: T) => string): void => {
    if (list.length === 0) return;
    config.addCollection(name, () => list);
    config.addTemplate(`${name}.11ty.js`, {
      data: {
        pagination: { data: `collections.${name}`, size: 1, alias: "view" },
        permalink: ({ view }: Cascade<T>) => pathOf(view),
        eleventyExcludeFromCollections: true,
      },
      render: ({ view }: Cascade<T>) => render(view),
    });
  };
  for (const kind of Object.keys(layouts) as (keyof Pages)[]) {
    const layout = layouts[kind] as Layout<unknown>;
    register<Page<unknown>>(
      kind,
      pages[kind],
      (page) => page.path,
      (page) => {
        onPage();
        return layout(page, shell);
      },
    );
  }
}
