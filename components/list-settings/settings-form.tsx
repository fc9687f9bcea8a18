'use client'

import { Field } from '#components/ui/field.tsx'
import { FormMessage } from '#components/ui/form-message.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useForm } from '#components/ui/use-form.ts'
import { formatMacros } from '#lib/lists/macros.ts'
import type { ListSettings } from '#lib/lists/schema.ts'
import type { FormAction } from './form-action.ts'
import { SettingsGroup } from './settings-group.tsx'
import { VisibilityChoice } from './visibility-choice.tsx'

/** Everything about a list but its papers and people, in one form with one Save. */
export function SettingsForm({ list, save }: { list: ListSettings; save: FormAction }) {
  const { result, run, typed, error } = useForm(save)
  return (
    <form action={run}>
      <input type="hidden" name="list" value={list.slug} />
      <SettingsGroup title="About" description="What people see of the list first.">
        <Field label="Title" error={error('title')}>
          <Input name="title" required maxLength={200} autoComplete="off" defaultValue={typed('title', list.title)} />
        </Field>
        <Field label="Description" optional error={error('description')}>
          <Textarea
            name="description"
            rows={3}
            maxLength={2000}
            defaultValue={typed('description', list.description ?? '')}
          />
        </Field>
        <Field
          label="Address"
          hint="The last part of the list’s address. Changing it ends bookmarks of the old one; shared links keep working."
          error={error('slug')}
        >
          <Input
            name="slug"
            required
            maxLength={60}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={typed('slug', list.slug)}
          />
        </Field>
        <VisibilityChoice value={typed('visibility', list.visibility) === 'PUBLIC' ? 'PUBLIC' : 'PRIVATE'} />
      </SettingsGroup>
      <SettingsGroup title="Notes" description="How notes are written and set.">
        <Field
          label="TeX macros"
          optional
          hint={
            <>
              One a line, for every formula of this list: the name, then what it stands for. Arguments are written{' '}
              <code className="font-mono">#1</code>, <code className="font-mono">#2</code>.
            </>
          }
          error={error('katexMacros')}
        >
          <Textarea
            mono
            name="katexMacros"
            rows={6}
            placeholder={'\\R = \\mathbb{R}\n\\E = \\operatorname{\\mathbb{E}}\n\\norm = \\left\\|#1\\right\\|'}
            defaultValue={typed('katexMacros', formatMacros(list.katexMacros))}
          />
        </Field>
        <Field
          label="Note template"
          optional
          hint="Markdown that every new note starts from. Notes that exist stay as they are."
          error={error('noteTemplate')}
        >
          <Textarea
            mono
            name="noteTemplate"
            rows={8}
            maxLength={20_000}
            placeholder={'- Claim:\n- Evidence:\n- What we make of it:'}
            defaultValue={typed('noteTemplate', list.noteTemplate ?? '')}
          />
        </Field>
      </SettingsGroup>
      <div className="mt-8 flex flex-col items-start gap-4 md:ml-[calc(33.333%+1rem)]">
        <FormMessage result={result} success="Saved." className="w-full" />
        <SubmitButton pendingLabel="Saving…">Save changes</SubmitButton>
      </div>
    </form>
  )
}
