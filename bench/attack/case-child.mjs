/** The process that tries cases, which may end whatever one of them does: `cases.ts`, compiled as it is loaded. */
import { register } from 'tsx/esm/api';

register();
await import('./serve-cases.ts');
