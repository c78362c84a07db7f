import { startInference } from '../process/inference-thread.js';
import { CORE_SETTINGS, type Environment, readSettings } from '../process/settings.js';
import type { VectorOptions } from './question-vectors.js';

/** What encodes questions of the record: models of their own, so that no question that somebody asks waits for them. */
export function encoderFor(environment: Environment): VectorOptions['start'] {
  return readSettings(CORE_SETTINGS, environment).MEANING === 'words' ? null : startInference;
}
