import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
} from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Button, Controls, Menu } from '../chat/controls.js';
import { label } from '../chat/label.js';
import { encodeComparison } from './custom-id.js';
import { MAX_BUTTON_LABEL, MAX_BUTTONS_IN_ROW, MAX_OPTION_LENGTH, MAX_SELECT_OPTIONS } from './limits.js';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Most subjects that are compared with the one at hand at a time: what `/compare` takes. */
const MAX_COMPARED_WITH = 2;

/** The rows of buttons, and the menu, below an answer. */
export function rowsOf({ about, compare, person, suggested }: Controls): Row[] {
  const rows = [
    ...inRows(about).map((some) => buttons(some, ButtonStyle.Secondary)),
    buttons(person ? [person] : [], ButtonStyle.Secondary),
    compare && compareMenu(compare),
    ...inRows(suggested).map((some) => buttons(some, ButtonStyle.Primary)),
  ];
  return rows.filter((row) => row !== null);
}

/** As many as have room in a row, and the rest below. */
function inRows(all: readonly Button[]): Button[][] {
  const rows = Math.ceil(all.length / MAX_BUTTONS_IN_ROW);
  return Array.from({ length: rows }, (_, i) =>
    all.slice(i * MAX_BUTTONS_IN_ROW, (i + 1) * MAX_BUTTONS_IN_ROW),
  );
}

/** "Compare with…", below an answer about one subject that has others beside it. */
function compareMenu({ own, others }: Menu): Row | null {
  const customId = encodeComparison([own.id]);
  const fitting = others.filter((one) => one.id.length <= MAX_OPTION_LENGTH).slice(0, MAX_SELECT_OPTIONS);
  if (fitting.length === 0 || customId === null) return null;
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId,
        placeholder: label(`Compare ${own.name} with…`, MAX_OPTION_LENGTH),
        min_values: 1,
        max_values: Math.min(MAX_COMPARED_WITH, fitting.length),
        options: fitting.map((other) => ({ label: label(other.name, MAX_OPTION_LENGTH), value: other.id })),
      },
    ],
  };
}

function buttons(all: readonly Button[], style: ButtonStyle.Primary | ButtonStyle.Secondary): Row | null {
  if (all.length === 0) return null;
  const components = all.map(({ label: text, value }): APIButtonComponentWithCustomId => {
    const name = EMOJI.test(text) ? { emoji: { name: text } } : { label: label(text, MAX_BUTTON_LABEL) };
    return { type: ComponentType.Button, style, ...name, custom_id: value };
  });
  return { type: ComponentType.ActionRow, components };
}

/** A label that is an emoji alone. */
const EMOJI = /^\p{Extended_Pictographic}$/u;
