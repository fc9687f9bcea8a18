import { Refusal } from '#components/shell/refusal.tsx'

/** Reached from within a list: its header and tabs stay. */
export default function ListForbidden() {
  return <Refusal code={403} />
}
