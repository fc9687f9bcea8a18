const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

/** Whether a browser will show the answer as a page, rather than a script read it. */
export function isShownAsPage(headers: Headers): boolean {
  const use = headers.get('sec-fetch-dest')
  if (use !== null) return use === 'document'
  return (headers.get('accept') ?? '').includes('text/html')
}

/** A refusal as a page of its own: one sentence, and a way on. Style attributes only, as the policy has it. */
export function sentencePage(sentence: string, status: number): Response {
  const style = 'max-width:36rem;margin:12vh auto;padding:0 1.5rem;font:1.0625rem/1.6 Georgia,serif'
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Not possible · Colloquium</title></head>
<body><main style="${style}"><h1 style="font-size:1.75rem;line-height:1.25">This did not work</h1><p>${escapeHtml(sentence)}</p><p><a href="/">Go to the front page</a></p></main></body></html>
`
  return new Response(html, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
