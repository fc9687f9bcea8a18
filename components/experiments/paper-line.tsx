import type { ExperimentDescription } from '#lib/experiments/runtime/description.ts'

/** The paper whose claims an experiment checks, with where it can be read. */
export function PaperLine({ paper, href }: { paper: ExperimentDescription['paper']; href?: string | undefined }) {
  const source = paper.arxiv
    ? { href: `https://arxiv.org/abs/${paper.arxiv}`, label: `arXiv:${paper.arxiv}` }
    : paper.doi
      ? { href: `https://doi.org/${paper.doi}`, label: `doi:${paper.doi}` }
      : null
  return (
    <p className="text-sm text-muted">
      About{' '}
      {href ? (
        <a href={href} className="link">
          {paper.title}
        </a>
      ) : (
        <cite className="text-ink">{paper.title}</cite>
      )}
      {source && (
        <>
          ,{' '}
          <a href={source.href} className="link" rel="noreferrer">
            {source.label}
          </a>
        </>
      )}
    </p>
  )
}
