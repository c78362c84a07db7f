import { existsSync } from 'node:fs';
import { hasSources } from '../sources/sources-path.js';
import { SHIPPED_KNOWLEDGE } from './package.js';

/** Where the articles lie unless somebody says where. */
const USUAL = 'knowledge';

/** What says where the articles are. */
export interface KnowledgePlace {
  /** `--knowledge`. */
  readonly option: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The folder that is named, by the option before the environment; or the usual one, whether it is there or not. */
export function knowledgeFolder({ option, env }: KnowledgePlace): string {
  return option ?? (env.KNOWLEDGE_DIR?.trim() || USUAL);
}

/**
 * The same for a command that somebody tries the program with: where no folder is named and the usual one is not
 * there, it is the one with the article that comes with the program. Not for commands that programs rely on: a wrong
 * working folder must be an error there, not other answers.
 * @param say told when it is that one, with how to have one's own
 */
export function knowledgeOrShipped(place: KnowledgePlace, say: (notice: string) => void): string {
  const folder = knowledgeFolder(place);
  if (place.option !== undefined || place.env.KNOWLEDGE_DIR?.trim() || existsSync(folder)) return folder;
  // What is synced goes there; what is in a search engine is not what comes with the program.
  if (hasSources(place.env) || place.env.SEARCH_URL?.trim()) return folder;
  say(
    `There is no folder "${USUAL}" here, so this answers from the article that comes with Docent. For your own put .md files into "${USUAL}", or name a folder with --knowledge DIR or KNOWLEDGE_DIR.`,
  );
  return SHIPPED_KNOWLEDGE;
}
