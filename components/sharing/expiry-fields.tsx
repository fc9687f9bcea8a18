import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { EXPIRIES } from '#lib/sharing/schema.ts'

const LABELS: [(typeof EXPIRIES)[number], string][] = [
  ['never', 'Never'],
  ['1d', 'After a day'],
  ['7d', 'After a week'],
  ['30d', 'After 30 days'],
  ['90d', 'After 90 days'],
  ['date', 'At the end of a day that I choose'],
]

/** When the link ends by itself. */
export function ExpiryFields({ errors }: { errors: Record<string, string> }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="The link ends" error={errors.expiry}>
        <Select name="expiry" defaultValue="never">
          {LABELS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Day" optional hint="Only for a day that you choose, in UTC." error={errors.expiresOn}>
        <Input type="date" name="expiresOn" />
      </Field>
    </div>
  )
}
