/** Replies in the three services' documented formats, shortened to what matters. */

type ArxivEntry = { id: string; title?: string; authors?: string[]; summary?: string; published?: string; doi?: string }

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** As export.arxiv.org/api/query answers: Atom, with arXiv's and OpenSearch's own elements. */
export function arxivReply(entries: ArxivEntry[]): string {
  const items = entries.map(
    ({ id, title, authors = [], summary = '', published = '2017-06-12T17:57:34Z', doi }) => `
  <entry>
    <id>http://arxiv.org/abs/${id}</id>${title === undefined ? '' : `\n    <title>${escape(title)}</title>`}
    <updated>2023-08-02T00:41:18Z</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/${id}" rel="related" type="application/pdf" title="pdf"/>
    <summary>${escape(summary)}</summary>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <published>${published}</published>
    <arxiv:comment>15 pages, 5 figures</arxiv:comment>
    <arxiv:primary_category term="cs.CL"/>${doi ? `\n    <arxiv:doi>${doi}</arxiv:doi>` : ''}
${authors.map((name) => `    <author>\n      <name>${escape(name)}</name>\n    </author>`).join('\n')}
  </entry>`,
  )
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <title>arXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=${entries.length}</title>
  <updated>2026-01-01T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?search_query=" type="application/atom+xml"/>
  <opensearch:itemsPerPage>${entries.length}</opensearch:itemsPerPage>
  <opensearch:totalResults>${entries.length}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>${items.join('')}
</feed>
`
}

export const arxivError = arxivReply([
  { id: '', title: 'Error', summary: 'incorrect id format for 1234.12345x', authors: ['arXiv api core'] },
]).replace('http://arxiv.org/abs/', 'https://arxiv.org/api/errors#incorrect_id_format_for_1234.12345x')

/** As api.crossref.org/works answers a list query. */
export function crossrefReply(items: unknown[]): string {
  const message = { facets: {}, 'total-results': items.length, items, 'items-per-page': 50, query: {} }
  return JSON.stringify({ status: 'ok', 'message-type': 'work-list', 'message-version': '1.0.0', message })
}

export const crossrefWork = {
  DOI: '10.1038/NATURE14539',
  title: ['Deep <i>learning</i> &amp; more'],
  author: [
    { given: 'Yann', family: 'LeCun', sequence: 'first', affiliation: [] },
    { given: 'Ludwig', family: 'van Beethoven', sequence: 'additional', affiliation: [] },
    { name: 'The Example Collaboration', sequence: 'additional', affiliation: [] },
  ],
  'container-title': ['Nature'],
  issued: { 'date-parts': [[2015, 5, 27]] },
  abstract:
    '<jats:title>Abstract</jats:title><jats:p>Deep learning allows   models &lt; 10 <jats:italic>layers</jats:italic>.</jats:p><jats:p>Second.</jats:p>',
}

/** As api.openalex.org/works answers a list query. */
export function openalexReply(results: unknown[]): string {
  return JSON.stringify({ meta: { count: results.length, page: 1, per_page: 50 }, results, group_by: [] })
}

export const openalexWork = {
  doi: 'https://doi.org/10.1038/nature14539',
  title: 'Deep learning',
  publication_year: 2015,
  is_authors_truncated: true,
  authorships: [
    {
      author_position: 'first',
      author: { id: 'https://openalex.org/A1', display_name: 'Yann LeCun' },
      institutions: [],
    },
    { author_position: 'last', author: { id: null, display_name: null }, raw_author_name: 'Geoffrey E. Hinton' },
  ],
  primary_location: { source: { display_name: 'Nature', type: 'journal' }, version: 'publishedVersion' },
  abstract_inverted_index: { learning: [1], Deep: [0], again: [2, 3] },
}
