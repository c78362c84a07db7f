import type { Given } from '../../src/import/draft.js';
import type { Places } from '../../src/import/link-targets.js';
import type { Environment } from '../process/settings.js';
import type { Clock } from './clock.js';
import type { Lists, SyncedArticle } from './synced.js';
import type { WebClientOptions } from './web-client.js';

/** A page or file of which an article is to be made. */
export interface Item {
  /** Its address, or its path in the source. */
  readonly key: string;
  /** What the importer calls it. */
  readonly name: string;
  /** Where its article goes, below the source's folder, with `/`. */
  readonly target: string;
  readonly given: Given;
  /** Where it was put, and the folder that it was put in; `null`: it is as it was at the last sync. */
  readonly file: { readonly path: string; readonly root: string } | null;
  /** By which a server tells whether its page changed. */
  readonly validators: Pick<SyncedArticle, 'url' | 'etag' | 'modified'>;
}

export const NO_VALIDATORS: Item['validators'] = { url: null, etag: null, modified: null };

/** What could not be read, and why; the message stands by itself. */
export interface Failed {
  readonly key: string;
  readonly message: string;
}

/** All that a source has now. What is not named is not there any more. */
export interface Reading {
  readonly items: readonly Item[];
  /** What is there and could not be read this time. */
  readonly failed: readonly Failed[];
  /** How many are listed and not read, by the reason. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Commit of a repository. */
  readonly version: string | null;
  /** Where the pages of a site are listed, if its settings do not say. */
  readonly lists?: Lists;
  /** Where the articles of the items go, by their names: links lead from one to the other. */
  readonly places: Places;
}

export interface ReadContext {
  /** What is known from the last sync and still as it was made then, by key. */
  readonly known: ReadonlyMap<string, SyncedArticle>;
  /** Commit that all of it is of; `null` where something of it is missing. */
  readonly version: string | null;
  /** Where the pages of a site were listed at the last sync. */
  readonly lists?: Lists;
  /** An empty folder for what is fetched. */
  readonly fetched: string;
  /** The knowledge folder. */
  readonly knowledge: string;
  readonly environment: Environment;
  /** Told of how much is fetched. */
  readonly progress: (done: number, all: number) => void;
  readonly clock: Clock;
  /** How names are looked up; tests give their own. */
  readonly lookup?: WebClientOptions['lookup'];
}
