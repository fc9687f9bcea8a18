import { Failure } from '#components/shell/failure.tsx'

/** What is missing inside a list that one may read: the header and tabs stay. */
export default function ListNotFound() {
  return (
    <Failure code="404" title="This is not in the list">
      <p>
        The address may be mistyped, or what was here was removed. Try the search on the Papers page; an admin can bring
        back what was removed.
      </p>
    </Failure>
  )
}
