import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ModelFiles } from '../meaning/inference.js';

const FOLDER = new URL('../meaning/models/', import.meta.url);

/**
 * The models that come with the program.
 * @throws when a file is missing
 */
export async function readModels(): Promise<ModelFiles> {
  const bytes = (name: string) => readFile(fileURLToPath(new URL(name, FOLDER)));
  const [encoder, reranker, tokenizer, tokenizerConfig] = await Promise.all([
    bytes('encoder.int8.onnx'),
    bytes('reranker.int8.onnx'),
    bytes('tokenizer.json'),
    bytes('tokenizer_config.json'),
  ]);
  return {
    encoder,
    reranker,
    tokenizer: tokenizer.toString('utf8'),
    tokenizerConfig: tokenizerConfig.toString('utf8'),
  };
}
