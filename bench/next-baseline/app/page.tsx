// An empty static page: what Next serves and sends at the least.
export default function Page() {
  return <p>Nothing here.</p>
}
