/** For which firm the reader looks: the one in the address, else the first they act for. */
import { useSearchParams } from 'react-router'
import { firmsOf, type MyFirm, useSession } from '../../app/site.ts'

export function useFirm() {
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const firms = firmsOf(session)
  const wanted = search.get('firm')
  const firm: MyFirm | undefined = firms.find(({ code }) => code === wanted) ?? firms[0]
  return {
    known: session !== undefined,
    signedIn: session !== undefined && session.kind !== 'anyone',
    firms,
    firm,
    choose: (code: string) => setSearch({ firm: code }, { replace: true }),
  }
}
