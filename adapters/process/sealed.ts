import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** How secrets are encrypted, and the length of what starts it, in bytes. Source: NIST SP 800-38D, section 5.2.1.1. */
const CIPHER = 'aes-256-gcm';
const START_BYTES = 12;

/** A text that only who has the key can read, each part in base64. */
export interface Sealed {
  readonly start: string;
  readonly tag: string;
  readonly sealed: string;
}

/**
 * @param key of 32 bytes
 * @param name bound to the text, so that no other can take its place
 */
export function seal(text: string, key: Uint8Array, name: string): Sealed {
  const start = randomBytes(START_BYTES);
  const cipher = createCipheriv(CIPHER, key, start).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    start: start.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  };
}

/** @throws {Error} when the key is another, or what was sealed was changed */
export function unseal({ start, tag, sealed }: Sealed, key: Uint8Array, name: string): string {
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(start, 'base64'))
    .setAAD(Buffer.from(name))
    .setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()]).toString('utf8');
}
