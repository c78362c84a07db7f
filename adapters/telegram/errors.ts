import { GrammyError, HttpError } from 'grammy';
import { DocentError } from '../../src/errors.js';

/** An error of Telegram's as one that says what to do. Source of the codes: Making requests; getUpdates. */
export function explainedError(error: unknown): DocentError {
  if (error instanceof DocentError) return error;
  if (error instanceof GrammyError) return refused(error);
  // What the network says may hold the address, which holds the token.
  const why = error instanceof HttpError ? '' : ' in time';
  return new DocentError(
    'telegram-unreachable',
    `Telegram cannot be reached${why}. Look at the network, and at TELEGRAM_API_URL if you are behind a proxy.`,
  );
}

function refused({ error_code: code, description }: GrammyError): DocentError {
  if (code === 401 || code === 404)
    return new DocentError(
      'telegram-token',
      'Telegram does not accept the token. Ask @BotFather for it again with /token, and copy it into TELEGRAM_TOKEN.',
    );
  if (code === 409)
    return new DocentError(
      'telegram-conflict',
      `Telegram says that something else reads the bot's messages: “${description}”. Stop the other program that uses this token; a token has one reader.`,
    );
  return new DocentError(
    'telegram-refused',
    `Telegram answered ${code}: “${description}”. Try again later, and look at https://core.telegram.org/bots/api for what it means.`,
  );
}

/** What Telegram says where the bot may not write. It has no codes for these; the words are those of its server. */
const MAY_NOT_WRITE =
  /not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|TOPIC_CLOSED|chat not found/i;
const GONE =
  /message to (?:edit|delete) not found|message can't be (?:edited|deleted)|message is not modified/i;

/** What a refusal means for the conversation; a text that is there already need not be edited. */
export function refusalIn(error: unknown): 'may-not-write' | 'gone' | null {
  if (!(error instanceof GrammyError)) return null;
  if (error.error_code === 403 || MAY_NOT_WRITE.test(error.description)) return 'may-not-write';
  return GONE.test(error.description) ? 'gone' : null;
}
