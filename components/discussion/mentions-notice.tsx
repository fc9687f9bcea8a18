import { AtSign } from 'lucide-react'
import Link from 'next/link'
import { Time } from '#components/ui/time.tsx'
import { plainText } from '#lib/markdown/plain-text.ts'
import type { MentionView } from '#lib/discussion/queries.ts'

/** Where somebody called the reader, until they have looked. One line for each paper, its latest call. */
export function MentionsNotice({ mentions }: { mentions: readonly MentionView[] }) {
  const papers = [...Map.groupBy(mentions, (mention) => mention.paperId).values()]
  if (papers.length === 0) return null
  return (
    <section
      aria-labelledby="mentions"
      className="mb-8 flex gap-3 rounded-md border border-info/35 bg-info-soft px-4 py-3 text-[0.9375rem]"
    >
      <AtSign aria-hidden className="mt-0.5 size-5 shrink-0 text-info" />
      <div className="min-w-0">
        <h2 id="mentions" className="font-semibold text-info">
          You were mentioned
        </h2>
        <ul className="mt-1 grid gap-1">
          {papers.slice(0, 8).map(([latest, ...earlier]) =>
            latest ? (
              <li key={latest.paperId}>
                {latest.authorName}
                {earlier.length > 0 && ` and ${earlier.length} more`}, on{' '}
                <Link href={`/l/${latest.listSlug}/p/${latest.paperId}#discussion`} className="link">
                  {plainText(latest.paperTitle, 120)}
                </Link>
                , <Time date={latest.at} />
              </li>
            ) : null,
          )}
        </ul>
      </div>
    </section>
  )
}
