/** The last line of every page. */
export function SiteFooter() {
  return (
    <footer className="page-column mt-auto pt-16 pb-8 print:hidden">
      <div className="flex flex-wrap justify-between gap-x-8 gap-y-2 border-t border-line pt-5 text-sm text-muted">
        <p>Colloquium: a reading group’s own library, from its README and back.</p>
        <a href="/experiments" className="link">
          Experiments
        </a>
      </div>
    </footer>
  )
}
