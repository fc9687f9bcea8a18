'use client'

import { LogIn } from 'lucide-react'
import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'

/** One button for each provider; it leaves for the provider and comes back to `next`. */
export function ProviderButtons({ providers, next }: { providers: { id: string; name: string }[]; next: string }) {
  const [leaving, setLeaving] = useState<string | null>(null)
  const leave = async (id: string) => {
    setLeaving(id)
    try {
      await signIn(id, { callbackUrl: next })
    } catch {
      setLeaving(null)
    }
  }
  return (
    <div className="grid gap-3" data-needs-js>
      {providers.map(({ id, name }) => (
        <Button key={id} size="lg" onClick={() => leave(id)} disabled={leaving !== null}>
          <LogIn aria-hidden />
          {leaving === id ? `Going to ${name}…` : `Continue with ${name}`}
        </Button>
      ))}
    </div>
  )
}
