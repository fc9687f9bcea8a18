import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'

export type SectionChoice = { id: string; title: string; depth: number }

/** One of the list's sections, indented as they nest. */
export function SectionSelect({
  sections,
  defaultValue = '',
  error,
  label = 'Section',
  name = 'sectionId',
  top,
}: {
  sections: readonly SectionChoice[]
  defaultValue?: string
  error?: string | undefined
  label?: string
  name?: string
  /** The choice of no section at all: "At the top". */
  top?: string
}) {
  return (
    <Field label={label} error={error}>
      <Select name={name} defaultValue={defaultValue} required={top === undefined}>
        {top === undefined ? <option value="">Choose a section…</option> : <option value="">{top}</option>}
        {sections.map((section) => (
          <option key={section.id} value={section.id}>
            {'\u2003'.repeat(section.depth)}
            {section.title}
          </option>
        ))}
      </Select>
    </Field>
  )
}
