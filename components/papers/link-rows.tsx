'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { LINK_KINDS, type PaperFormValues } from '#lib/papers/schema.ts'
import { KIND_LABELS } from './identifier-label.ts'

type Row = PaperFormValues['links'][number]
const BLANK: Row = { kind: 'paper', url: '', label: '' }

/** The paper's links, one a row; a row whose address is empty is left out. */
export function LinkRows({
  links,
  onChange,
  errors,
}: {
  links: Row[]
  onChange: (links: Row[]) => void
  errors: Record<string, string>
}) {
  const rows = links.length === 0 ? [BLANK] : links
  const change = (at: number, part: Partial<Row>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 text-sm font-semibold">Links</legend>
      {rows.map((row, index) => (
        <div
          key={index}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-3 gap-y-2 sm:grid-cols-[9rem_minmax(0,1fr)_11rem_auto] sm:items-start"
        >
          <Field label="Kind" className="max-sm:col-span-2">
            <Select
              name="linkKind[]"
              value={row.kind}
              onChange={(event) => change(index, { kind: event.target.value })}
            >
              {LINK_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {KIND_LABELS[kind]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Address" error={errors[`links.${index}.url`]} className="max-sm:col-span-2">
            <Input
              name="linkUrl[]"
              inputMode="url"
              value={row.url}
              onChange={(event) => change(index, { url: event.target.value })}
              placeholder="https://arxiv.org/abs/2109.01652"
              maxLength={2000}
            />
          </Field>
          <Field label="Label" optional error={errors[`links.${index}.label`]}>
            <Input
              name="linkLabel[]"
              value={row.label}
              onChange={(event) => change(index, { label: event.target.value })}
              maxLength={200}
            />
          </Field>
          <IconButton
            label={`Take out link ${index + 1}`}
            className="mb-1 sm:mt-7 sm:mb-0"
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => onChange([...rows, { ...BLANK, kind: 'code' }])} disabled={rows.length >= 50}>
          <Plus aria-hidden />
          Another link
        </Button>
      </div>
    </fieldset>
  )
}
