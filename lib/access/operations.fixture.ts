import { within } from '#lib/access/within.fixture.ts'
import { SYSTEM } from './roles.ts'
import { placeImage } from '#lib/assets/commands.ts'
import { storeFile } from '#lib/files/commands.ts'
import { startThread } from '#lib/discussion/commands.ts'
import { createExperiment } from '#lib/experiments/authored/commands.ts'
import { ONE_EXPERIMENT, oneRun } from '#lib/experiments/experiments.fixture.ts'
import { saveRun } from '#lib/experiments/runs/run-commands.ts'
import { getExperimentVersion } from '#lib/experiments/authored/version-queries.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { createDraft } from '#lib/readme/apply/draft-commands.ts'
import { listImports } from '#lib/readme/apply/queries.ts'
import { enqueueJob } from '#lib/jobs/commands.ts'
import { saveNote } from '#lib/notes/commands.ts'
import { paperFieldsSchema } from '#lib/papers/fields/fields-schema.ts'
import { removePaper } from '#lib/papers/removal-commands.ts'
import { createShareLink } from '#lib/sharing/commands.ts'
import { shareLinkSchema } from '#lib/sharing/schema.ts'
import { upstreamSchema } from '#lib/intake/upstream/schema.ts'
import { buildCast, buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'
import { prisma } from '#prisma/client.ts'

export const fields = paperFieldsSchema.parse({ title: 'Another paper' })
export const upstreamCheck = { kind: 'upstream.check', input: {} } as const
export const share = shareLinkSchema.parse({ scope: 'LIST' })
export const upstream = upstreamSchema.parse({ url: 'https://example.org/list.md' })
export const readme = new TextEncoder().encode(
  '# Papers\n\nNoether, E. [**Invariants**](https://arxiv.org/abs/1901.00001) arXiv (2019)\n',
)

export const file = () => ({ bytes: readme, origin: 'pasted', assets: new Map<string, Uint8Array>() })
type Ref = { id: string }
async function importedIn(ref: Ref): Promise<string> {
  await within(SYSTEM, ref, importReadme, file())
  return (await within(SYSTEM, ref, listImports))[0]?.id ?? ''
}

/** A list with one of everything that a function of the domain can be asked about. */
export async function buildEverything() {
  const list = await buildList()
  const cast = await buildCast(list.id)
  const section = await buildSection(list.id, { title: 'One' })
  const other = await buildSection(list.id, { title: 'Two' })
  const paper = await buildPaper(list.id, section.id, { note: 'A note' })
  const place = await prisma().placement.findFirstOrThrow({ where: { paperId: paper.id } })
  const gone = await buildPaper(list.id, section.id)
  const { removalId } = await within(SYSTEM, { id: list.id }, removePaper, gone.id)
  await within(SYSTEM, { id: list.id }, saveNote, paper.id, { text: 'Said anew', baseVersion: 1 })
  const link = await within(SYSTEM, { id: list.id }, createShareLink, share)
  const thread = await within(SYSTEM, { id: list.id }, startThread, paper.id, {
    text: 'Is it so?',
    anchor: null,
    quote: null,
  })
  const comment = await prisma().comment.findFirstOrThrow({ where: { threadId: thread.id }, select: { id: true } })
  const experiment = await within(SYSTEM, { id: list.id }, createExperiment, { ...ONE_EXPERIMENT, paperId: paper.id })
  const { codeVersion } = await within(SYSTEM, { id: list.id }, getExperimentVersion, experiment.slug)
  const run = await within(SYSTEM, { id: list.id }, saveRun, experiment.slug, {
    result: oneRun(codeVersion),
    remark: null,
  })
  const stored = await storeFile(Buffer.from(list.id))
  const { sha256 } = stored
  await placeImage(prisma(), list.id, 'a.png', { ...stored, mime: 'image/png', width: 1, height: 1 })
  // Looked at, it is refused before anything is asked of it.
  await prisma().upstream.create({ data: { listId: list.id, url: 'http://10.0.0.1/list.md' } })
  const somebody = await prisma().user.create({ data: { email: `guest-${list.id}@example.org`.toLowerCase() } })
  await prisma().member.create({ data: { listId: list.id, userId: somebody.id, role: 'VIEWER' } })
  const job = await within(SYSTEM, { id: list.id }, enqueueJob, upstreamCheck)
  const importId = await importedIn({ id: list.id })
  const draftId = (await within(SYSTEM, { id: list.id }, createDraft, file())).id
  return {
    ref: { id: list.id },
    jobId: job.id,
    importId,
    draftId,
    slug: list.slug,
    cast,
    sha256,
    threadId: thread.id,
    commentId: comment.id,
    experiment: experiment.slug,
    codeVersion,
    runId: run.id,
    removalId,
    linkId: link.id,
    placeId: place.id,
    sectionId: section.id,
    otherId: other.id,
    paperId: paper.id,
    somebodyId: somebody.id,
    email: somebody.email,
  }
}
export type Everything = Awaited<ReturnType<typeof buildEverything>>
