/** The last line of every page. */
export function SiteFooter() {
  return (
    <footer className="page-column mt-auto pt-16 pb-8 print:hidden">
      <p className="border-t border-line pt-5 text-sm text-muted">
        Colloquium: a reading group’s own library, from its README and back.
      </p>
    </footer>
  )
}
