import { Failure } from '#components/shell/failure.tsx'

/** What a role does not allow inside a list that one may read: the header and tabs stay. */
export default function ListForbidden() {
  return (
    <Failure code="403" title="Your role does not allow this">
      <p>
        You may read this list, but this page is for people with another role in it. Members edit papers and notes and
        share links; admins also import, arrange the list and look after its members.
      </p>
      <p>If you need it, ask one of the list’s admins; the Members page says who they are.</p>
    </Failure>
  )
}
