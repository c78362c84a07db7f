import { createActionIds } from '../chat/action-ids.js';
import { MAX_CUSTOM_ID } from './limits.js';

/** The state of a button or a menu as its `custom_id`. */
export const {
  encode: encodeAction,
  encodeComparison,
  encodeHandover,
  encodeConsent,
  decode: decodeAction,
} = createActionIds((id) => id.length <= MAX_CUSTOM_ID);
