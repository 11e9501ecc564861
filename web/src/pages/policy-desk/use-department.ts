/** The department for which the person signed in makes policies, if any. */
import { useSession } from '../../app/site.ts'

export function useDepartment(): { readonly known: boolean; readonly department: string | undefined } {
  const session = useSession()
  return {
    known: session !== undefined,
    department: session?.grants.find((grant) => grant.role === 'policy-maker')?.department,
  }
}
