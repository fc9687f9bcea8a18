import { getExperimentCode } from '#lib/experiments/version-queries.ts'
import { defineRoute } from '#lib/web/route.ts'

/** The compiled text of an experiment that a member wrote: text for the sealed frame, never a script of a page. */
export const GET = defineRoute<{ list: string; slug: string; version: string }>(
  async (actor, { list, slug, version }) => {
    const { compiled } = await getExperimentCode(actor, { slug: list }, slug, version)
    return new Response(compiled, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=31536000, immutable',
      },
    })
  },
)
