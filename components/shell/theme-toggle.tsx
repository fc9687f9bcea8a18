import { Glyph } from '#components/ui/glyph.tsx'

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
    >
      <Glyph name="moon" className="size-5 dark:hidden" />
      <Glyph name="sun" className="hidden size-5 dark:block" />
    </button>
  )
}
