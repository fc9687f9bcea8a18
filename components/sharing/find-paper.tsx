import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { ShareChoices } from '#lib/sharing/choice-queries.ts'

/** Looks a paper up by its words; each one found leads back to the form with it chosen. */
export function FindPaper({ list, query, found }: { list: string; query: string; found: ShareChoices['found'] }) {
  return (
    <section id="find-paper" aria-labelledby="find-paper-title" className="mt-8 border-t border-line pt-6">
      <h3 id="find-paper-title" className="mb-3 font-semibold">
        Find a paper to share
      </h3>
      <form action={`/l/${list}/sharing#find-paper`} className="flex flex-wrap items-end gap-2.5" role="search">
        <Field label="Words of its title or authors" className="min-w-0 flex-1 basis-64">
          <Input type="search" name="find" defaultValue={query} maxLength={200} />
        </Field>
        <Button type="submit">Find</Button>
      </form>
      {found && (
        <ul className="mt-3 grid gap-1">
          {found.map((paper) => (
            <li key={paper.id}>
              <a href={`/l/${list}/sharing?paper=${paper.id}`} className="link">
                {paper.title}
              </a>
            </li>
          ))}
          {found.length === 0 && <li className="text-muted">No paper of this list matches “{query}”.</li>}
        </ul>
      )}
    </section>
  )
}
