import { z } from 'zod';

/**
 * Block Kit as Slack documents it: every block and element that an app such as this one may send, with all
 * its fields and limits; a field that is not documented is a fault. Lengths are in UTF-16 units, which is
 * never less than what Slack counts.
 * Sources: https://docs.slack.dev/reference/block-kit (blocks, block-elements, composition-objects), and
 * the same in the comments of @slack/types 3.
 */

const MAX_TEXT = 3000;
const MAX_ID = 255;
const MAX_URL = 3000;

const said = (max: number) => z.string().min(1).max(max);
const id = said(MAX_ID);
const url = z.url({ protocol: /^https?$/ }).max(MAX_URL);

// Source: composition-objects/text-object.
const plain = (max = MAX_TEXT) =>
  z.strictObject({ type: z.literal('plain_text'), text: said(max), emoji: z.boolean().optional() });
const mrkdwn = (max = MAX_TEXT) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: said(max), verbatim: z.boolean().optional() });
const text = (max = MAX_TEXT) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

// Source: composition-objects/confirmation-dialog-object.
const confirm = z.strictObject({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

// Source: composition-objects/option-object, option-group-object.
const option = z.strictObject({
  text: plain(75),
  value: said(75),
  description: plain(75).optional(),
});
const options = z.array(option).min(1).max(100);
const optionGroup = z.strictObject({ label: plain(75), options });

const actionable = { action_id: id.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plain(150).optional() };

// Source: block-elements/button-element.
const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: said(75).optional(),
});

// Source: block-elements/select-menu-element.
const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...actionable,
    ...focusable,
    ...placeholder,
    options: options.optional(),
    option_groups: z.array(optionGroup).min(1).max(100).optional(),
    initial_option: option.optional(),
    confirm: confirm.optional(),
  })
  .refine((one) => (one.options === undefined) !== (one.option_groups === undefined), {
    error: 'a menu has either options or groups of options',
  });
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...actionable,
  ...focusable,
  ...placeholder,
  initial_option: option.optional(),
  min_query_length: z.int().min(0).optional(),
  confirm: confirm.optional(),
});

// Source: block-elements/overflow-menu-element.
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  options: z
    .array(option.extend({ url: url.optional() }))
    .min(1)
    .max(5),
  confirm: confirm.optional(),
});

// Source: block-elements/plain-text-input-element.
const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...actionable,
  ...focusable,
  ...placeholder,
  initial_value: z.string().max(MAX_TEXT).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
    })
    .optional(),
});

// Source: block-elements/feedback-buttons-element, icon-button-element.
const feedbackButton = z.strictObject({
  text: plain(75),
  value: said(2000),
  accessibility_label: said(75).optional(),
});
const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionable,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});
const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  ...actionable,
  icon: z.literal('trash'),
  text: plain(75),
  value: z.string().max(2000).optional(),
  accessibility_label: said(75).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
  confirm: confirm.optional(),
});

const image = z.strictObject({ type: z.literal('image'), alt_text: said(2000), image_url: url });
const control = z.discriminatedUnion('type', [button, staticSelect, externalSelect, overflow]);

// Source: blocks/rich-text-block; block-elements/text-element, link-element, emoji-element: an object of optional
// booleans. Mentions are left out: the app has nobody to notify. Slack names no longest text; ours is that of text
// objects.
const flag = z.boolean().optional();
const style = z
  .strictObject({ bold: flag, italic: flag, strike: flag, code: flag, underline: flag, highlight: flag })
  .optional();
const richWord = z.strictObject({ type: z.literal('text'), text: said(MAX_TEXT), style });
const richLink = z.strictObject({ type: z.literal('link'), url, text: said(MAX_TEXT).optional(), style });
const richEmoji = z.strictObject({ type: z.literal('emoji'), name: said(100), style });
const spans = z.array(z.discriminatedUnion('type', [richWord, richLink, richEmoji])).min(1);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: spans });
const border = z.literal([0, 1]).optional();
const block = { block_id: id.optional() };
const richTextBlock = z.strictObject({
  type: z.literal('rich_text'),
  ...block,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(richSection).min(1),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: spans, border }),
        // Source: block-elements/rich-text-preformatted-element, and @slack/types: text and links alone.
        z.strictObject({
          type: z.literal('rich_text_preformatted'),
          elements: z.array(z.discriminatedUnion('type', [richWord, richLink])).min(1),
          border,
        }),
      ]),
    )
    .min(1),
});

// Source: blocks/table-block, blocks/data-table-block.
const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().min(1),
});
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richTextBlock]);
const row = z.array(cell).min(1).max(20);
const alike = (rows: readonly (readonly unknown[])[]) =>
  rows.every(({ length }) => length === rows[0]?.length);
const table = z.strictObject({
  type: z.literal('table'),
  ...block,
  rows: z.array(row).min(1).max(100).refine(alike, { error: 'rows differ in length' }),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
});
const dataTable = z.strictObject({
  type: z.literal('data_table'),
  ...block,
  caption: said(MAX_TEXT),
  rows: z
    .array(row)
    .min(2)
    .max(101)
    .refine(alike, { error: 'rows differ in length' })
    .refine(([head]) => head?.every(({ type }) => type !== 'rich_text'), {
      error: 'rich text in the header',
    }),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
});

// Source: blocks/section-block.
const section = z
  .strictObject({
    type: z.literal('section'),
    ...block,
    text: text().optional(),
    fields: z.array(text(2000)).min(1).max(10).optional(),
    accessory: z
      .discriminatedUnion('type', [button, staticSelect, externalSelect, overflow, image])
      .optional(),
    expand: z.boolean().optional(),
  })
  .refine((one) => one.text !== undefined || one.fields !== undefined, { error: 'neither text nor fields' });

const everywhere = [
  section,
  z.strictObject({ type: z.literal('header'), ...block, text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), ...block }),
  z.strictObject({
    type: z.literal('context'),
    ...block,
    elements: z
      .array(z.discriminatedUnion('type', [plain(), mrkdwn(), image]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('actions'), ...block, elements: z.array(control).min(1).max(25) }),
  z.strictObject({
    type: z.literal('input'),
    ...block,
    label: plain(2000),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [textInput, staticSelect, externalSelect]),
  }),
  z.strictObject({
    type: z.literal('image'),
    ...block,
    alt_text: said(2000),
    image_url: url,
    title: plain(2000).optional(),
  }),
  richTextBlock,
] as const;

/** A block of a modal or of the Home tab. */
const viewBlock = z.discriminatedUnion('type', everywhere);

/** A block of a message. */
const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  table,
  dataTable,
  z.strictObject({ type: z.literal('markdown'), ...block, text: said(12_000) }),
  z.strictObject({
    type: z.literal('context_actions'),
    ...block,
    elements: z
      .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
      .min(1)
      .max(5),
  }),
]);

/** All blocks of a message. Source: https://docs.slack.dev/reference/block-kit/blocks (50 and 100). */
export const messageBlocks = z.array(messageBlock).max(50);

const viewBlocks = z.array(viewBlock).max(100);

/** A modal or the Home tab. Source: https://docs.slack.dev/reference/views */
export const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('home'),
    blocks: viewBlocks,
    private_metadata: z.string().max(3000).optional(),
    callback_id: id.optional(),
    external_id: id.optional(),
  }),
  z
    .strictObject({
      type: z.literal('modal'),
      title: plain(24),
      blocks: viewBlocks,
      close: plain(24).optional(),
      submit: plain(24).optional(),
      private_metadata: z.string().max(3000).optional(),
      callback_id: id.optional(),
      external_id: id.optional(),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
    })
    .refine((one) => one.submit !== undefined || one.blocks.every(({ type }) => type !== 'input'), {
      error: 'a modal with an input needs submit',
    }),
]);
