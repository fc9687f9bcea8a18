import { requireAccess } from '#lib/web/list-access.ts'
import type { Metadata } from 'next'
import { ImportDetailView } from '#components/importing/import-detail.tsx'
import { UndoImport } from '#components/importing/undo-import.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Time } from '#components/ui/time.tsx'
import { getImport } from '#lib/readme/apply/import-queries.ts'
import { forPage } from '#lib/web/page.ts'
import { undoImportAction } from '../../actions.ts'

export const metadata: Metadata = { title: 'Report of an import' }

export default async function ReportPage({ params }: { params: Promise<{ list: string; revision: string }> }) {
  const { list, revision } = await params
  const access = await requireAccess(list, `/l/${list}/import/done/${revision}`)
  const detail = await forPage(getImport(access, revision))
  return (
    <>
      <PageHeader
        eyebrow="Import"
        title={<>Imported {detail.undoneAt && <Badge className="align-middle">undone</Badge>}</>}
        description={
          <>
            <span className="font-medium break-all text-ink">{detail.origin}</span>,{' '}
            <Time date={detail.importedAt} time />
            {detail.importedByName && ` by ${detail.importedByName}`}.
          </>
        }
        className="mb-6"
      />
      <div className="mb-10 flex flex-wrap items-center gap-3">
        <ButtonLink href={`/l/${list}`} variant="primary">
          Open the list
        </ButtonLink>
        <ButtonLink href={`/l/${list}/import`}>Import more</ButtonLink>
        <UndoImport
          target={{ list, revision }}
          origin={detail.origin}
          isUndone={detail.undoneAt !== null}
          whyNot={detail.whyNotUndo}
          undo={undoImportAction}
          size="md"
        />
      </div>
      <ImportDetailView list={list} detail={detail} />
    </>
  )
}
