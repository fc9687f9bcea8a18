import { glyphHtml } from '#components/ui/glyph.tsx'
import { markup } from '#components/ui/markup.ts'

const ICONS = markup`${glyphHtml('moon', 'size-5 dark:hidden')}${glyphHtml('sun', 'hidden size-5 dark:block')}`

/**
 * Switches between light and dark. Plain markup: public/theme.js, which every page loads, serves the
 * click, so that this costs public pages no React. Not shown where there is no JavaScript.
 */
export function ThemeToggle() {
  return (
    <button
      type="button"
      data-theme-toggle
      data-needs-js
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      className="inline-flex size-10 shrink-0 items-center justify-center rounded-md text-muted hover:bg-accent-soft hover:text-accent-strong touch:size-11"
      dangerouslySetInnerHTML={ICONS}
    />
  )
}
