import { Radio } from '#components/ui/checkbox.tsx'
import type { Visibility } from '#lib/access/list-header.ts'

/** Private or public, each with what it means. */
export function VisibilityChoice({ value }: { value: Visibility }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-semibold">Visibility</legend>
      <Radio
        name="visibility"
        value="PRIVATE"
        defaultChecked={value === 'PRIVATE'}
        label="Private"
        hint="Members read it. Shared links work for whoever has them, and ask search engines to stay away."
      />
      <Radio
        name="visibility"
        value="PUBLIC"
        defaultChecked={value === 'PUBLIC'}
        label="Public"
        hint="The same, but search engines may list the pages that you share by link."
      />
    </fieldset>
  )
}
