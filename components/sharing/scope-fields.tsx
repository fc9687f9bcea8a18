import { Radio } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { ShareChoices } from '#lib/sharing/choice-queries.ts'

type Props = {
  list: string
  choices: ShareChoices
  sectionId: string | null
  errors: Record<string, string>
}

/** What to share: the whole list, a section with what is below it, or one paper. */
export function ScopeFields({ list, choices, sectionId, errors }: Props) {
  const scope = choices.paper ? 'PAPER' : sectionId ? 'SECTION' : 'LIST'
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold">What to share</legend>
      <div className="grid gap-3">
        <Radio name="scope" value="LIST" defaultChecked={scope === 'LIST'} label="The whole list" />
        {choices.sections.length > 0 && (
          <div>
            <Radio
              name="scope"
              value="SECTION"
              defaultChecked={scope === 'SECTION'}
              label="A section, and what is below it"
            />
            <Field label="Section" className="ml-7 max-w-md" error={errors.sectionId}>
              <Select name="sectionId" defaultValue={sectionId ?? choices.sections[0]?.id}>
                {choices.sections.map((section) => (
                  <option key={section.id} value={section.id}>
                    {'\u2003'.repeat(section.depth) + section.title}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        )}
        <div>
          <Radio name="scope" value="PAPER" defaultChecked={scope === 'PAPER'} label="One paper" />
          <div className="ml-7 max-w-xl">
            {choices.paper ? (
              <p className="text-[0.9375rem]">
                <input type="hidden" name="paperId" value={choices.paper.id} />
                <strong className="font-serif font-semibold">{choices.paper.title}</strong>{' '}
                <a href={`/l/${list}/sharing?find=`} className="link text-sm">
                  Choose another
                </a>
              </p>
            ) : (
              <p className="text-sm text-muted">
                Find it{' '}
                <a href="#find-paper" className="link">
                  below
                </a>
                , or open its page and choose Share.
              </p>
            )}
            {errors.paperId && <p className="mt-1.5 text-sm font-medium text-danger">{errors.paperId}</p>}
          </div>
        </div>
      </div>
    </fieldset>
  )
}
