import type { NextRequest } from 'next/server'
import { handleAuth } from '#lib/web/handle-auth.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

const handle = (request: NextRequest, context: Context) => handleAuth(request, context)

export { handle as GET, handle as POST }
