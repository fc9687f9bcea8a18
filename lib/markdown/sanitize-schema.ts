import { defaultSchema } from 'hast-util-sanitize'
import type { Schema } from 'hast-util-sanitize'

/** What GitHub lets through and a note has no use for: foreign pictures, attributes without effect or with a bad one. */
const DROPPED_TAGS = new Set(['picture', 'source'])

/**
 * What may remain of people's HTML, everywhere in the program. GitHub's schema (hast-util-sanitize's
 * default), narrowed: no tabindex, accesskey, lang, headers and the like, which can only harm a reader
 * who uses the keyboard or a screen reader; no addresses but http, https, mailto. Ids and names get a
 * prefix, so that they can never stand for something of the page's own. `links.ts` and `images.ts`
 * narrow addresses further. KaTeX runs after this, on text that is already clean.
 */
export const sanitizeSchema: Schema = {
  ...defaultSchema,
  allowComments: false,
  allowDoctypes: false,
  tagNames: (defaultSchema.tagNames ?? [])
    .filter((name) => !DROPPED_TAGS.has(name))
    .concat('abbr', 'mark', 'small', 'u'),
  ancestors: {
    ...defaultSchema.ancestors,
    li: ['ul', 'ol'],
    dt: ['dl'],
    dd: ['dl'],
    summary: ['details'],
  },
  attributes: {
    a: [
      'href',
      'name',
      'ariaDescribedBy',
      'ariaLabel',
      'dataFootnoteBackref',
      'dataFootnoteRef',
      ['className', 'data-footnote-backref'],
    ],
    code: [['className', /^language-[\w+#.-]{1,40}$/, 'math-inline', 'math-display']],
    details: ['open'],
    h2: [['className', 'sr-only']],
    img: ['src', 'alt', 'width', 'height'],
    input: [['disabled', true], ['type', 'checkbox'], 'checked'],
    li: ['value', ['className', 'task-list-item']],
    ol: ['start', 'reversed', ['className', 'contains-task-list']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: ['align', 'vAlign', 'colSpan', 'rowSpan'],
    th: ['align', 'vAlign', 'colSpan', 'rowSpan'],
    ul: [['className', 'contains-task-list']],
    p: ['align'],
    div: ['align', 'dataExperiment'],
    '*': ['id', 'title', 'dir'],
  },
  clobber: ['ariaDescribedBy', 'ariaLabelledBy', 'id', 'name'],
  clobberPrefix: 'user-content-',
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  required: { input: { disabled: true, type: 'checkbox' } },
  strip: ['script', 'style', 'title', 'textarea', 'noscript', 'template', 'iframe', 'noembed', 'noframes', 'xmp'],
}
