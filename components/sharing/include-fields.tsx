import { Checkbox } from '#components/ui/checkbox.tsx'

/** What goes with the papers. Comments are asked about only where the notes go along; style alone, so that it needs no script. */
export function IncludeFields() {
  return (
    <div className="group/include grid gap-3">
      <Checkbox
        name="includeNotes"
        label="Include the notes"
        hint="With the notes go their figures. Without them, a search on the shared page does not look into notes either."
      />
      <div className="hidden pl-7 group-has-[[name=includeNotes]:checked]/include:block">
        <Checkbox
          name="includeComments"
          label="Include the comments"
          hint="What your group says about the papers, with the names of those who said it."
        />
      </div>
    </div>
  )
}
